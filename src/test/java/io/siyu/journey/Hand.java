package io.siyu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.siyu.testing.Chromium;

/** What a hand does on any of the faces: press, type, choose, look. */
class Hand {

    protected final Page page;
    private final String origin;

    Hand(Page page, String origin) {
        this.page = page;
        this.origin = origin;
    }

    void open(String path) {
        page.navigate(origin + path);
    }

    void press(String name) {
        press(page.locator("body"), name);
    }

    void press(Locator where, String name) {
        where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    void type(String label, String words) {
        page.getByLabel(label).first().fill(words);
    }

    /** Types into a picker, where it can be typed into, and takes what it offers. */
    void choose(String label, String words) {
        choose(
                page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label))
                        .last(),
                words);
    }

    void choose(Locator picker, String words) {
        picker.click(new Locator.ClickOptions().setForce(true));
        if (picker.isEditable()) {
            picker.fill(words);
        }
        page.locator(".el-select-dropdown__item:visible", new Page.LocatorOptions().setHasText(words))
                .first()
                .click();
        page.keyboard().press("Escape");
    }

    void see(String words) {
        assertThat(page.getByText(words).first()).isVisible(new IsVisibleOptions().setTimeout(Chromium.PATIENCE_MS));
    }
}
