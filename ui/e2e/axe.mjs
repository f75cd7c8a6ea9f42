import AxeBuilder from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs axe on the page as it is, in the light and in the dark. */
export function auditor(page, faults) {
  return async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      for (const { id, impact, help, nodes } of violations) {
        faults.push(`axe on ${name} (${colorScheme}): ${id} (${impact}) ${help}\n  ${nodes.slice(0, 4).map((node) => node.target.join(" ")).join("\n  ")}`);
      }
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  };
}
