import type { Locator, Page } from '@playwright/test'
import { expect } from './studio.ts'

export const screen = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name })

/** The middle of a figure of the plan, as it is read. */
export async function figureOf(page: Page, name: string): Promise<number> {
  const row = page.getByRole('complementary').locator('.plan-figure', { hasText: name }).first()
  const text = await row.locator('.plan-figure-middle').innerText()
  return Number(text.replace(/[^\d.]/g, ''))
}

/** A band of money, whatever dash and spaces the locale puts between its ends. */
export const between = (low: string, high: string) => new RegExp(`${low}\\s?–\\s?${high}`)
export const visit = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true })
export const dayOf = async (page: Page, name: string) => Number(await visit(page, name).getAttribute('aria-valuenow'))
export const dateOfCard = (page: Page, n: number): Locator =>
  page
    .locator('.sitting')
    .nth(n - 1)
    .locator('.sitting-date')

export async function toPlan(page: Page): Promise<void> {
  await screen(page, 'Plan').click()
  await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Total' })).toBeVisible()
}
