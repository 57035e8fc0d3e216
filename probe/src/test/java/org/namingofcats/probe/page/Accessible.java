package org.namingofcats.probe.page;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** What axe-core finds wrong with a page by WCAG 2.2, levels A and AA, and what it does not look at: letters in drawings. */
public final class Accessible {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /**
     * Texts of drawings whose contrast with what is painted beneath them is below that of WCAG 1.4.3. axe compares
     * {@code color} with {@code background}; letters of a drawing have a {@code fill} and lie on shapes.
     */
    private static final String FAINT_LETTERS = """
            paper => {
              const rgb = text => text.startsWith('rgb') ? text.match(/[\\d.]+/g).map(Number) : [0, 0, 0, 0];
              const over = (top, alpha, below) => top.slice(0, 3).map((part, i) => part * alpha + below[i] * (1 - alpha));
              const light = colour => colour.map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [.2126, .7152, .0722][i], 0);
              const opacity = element => element instanceof SVGElement ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
              const page = element => !element ? rgb(paper) : rgb(getComputedStyle(element).backgroundColor)[3] === 0
                ? page(element.parentElement) : rgb(getComputedStyle(element).backgroundColor);
              const beneath = text => {
                const box = text.getBoundingClientRect();
                return [...text.ownerSVGElement.querySelectorAll('rect, path, circle, polygon')]
                  .filter(shape => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
                  .filter(shape => shape.isPointInFill(new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(shape.getScreenCTM().inverse())))
                  .reduce((below, shape) => {
                    const fill = rgb(getComputedStyle(shape).fill);
                    return over(fill, (fill[3] ?? 1) * opacity(shape), below);
                  }, page(text.ownerSVGElement).slice(0, 3));
              };
              return [...document.querySelectorAll('svg text')].filter(text => text.getClientRects().length && text.textContent.trim()).map(text => {
                const style = getComputedStyle(text);
                const below = beneath(text);
                const [more, less] = [light(over(rgb(style.fill), opacity(text), below)), light(below)].sort((a, b) => b - a);
                const size = parseFloat(style.fontSize);
                const needed = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
                const contrast = (more + .05) / (less + .05);
                return contrast < needed ? `letters of a drawing: ${contrast.toFixed(2)} instead of ${needed}: ${text.textContent.slice(0, 40)}` : null;
              }).filter(Boolean);
            }""";

    private Accessible() {}

    /**
     * A window as somebody's screen is, on which nothing moves.
     *
     * @param width in pixels: 1280 on a desk, 360 on a telephone
     */
    public static Browser.NewContextOptions screen(ColorScheme scheme, int width) {
        return new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE);
    }

    /** What is wrong with the page as it is shown now: a line for each element, empty when nothing is. */
    public static List<String> faults(Page page) {
        List<String> faults = new ArrayList<>(faintLetters(page, "rgb(255, 255, 255)"));
        new AxeBuilder(page).withTags(RULES).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
                faults.add(rule.getId() + ": " + node.getTarget() + " " + node.getFailureSummary().replaceAll("\\s+", " "))));
        return faults;
    }

    /**
     * Letters of drawings that are too faint.
     *
     * @param paper what the page has for a ground where it says nothing, as {@code rgb(…)}
     */
    @SuppressWarnings("unchecked")
    public static List<String> faintLetters(Page page, String paper) {
        return (List<String>) page.evaluate(FAINT_LETTERS, paper);
    }
}
