export { isBlank, NEW_NAME } from '../../storage/blankPatient.ts'
