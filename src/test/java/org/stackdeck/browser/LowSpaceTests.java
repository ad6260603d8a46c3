package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.SmallDisk;

@Tag("browser")
class LowSpaceTests {

    @TempDir
    Path directory;

    @Test
    void onlyAdministratorsAreWarnedOfLowDiskSpace() {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("data"), 400);
                Simulated world = Simulated.start(directory)) {
            world.member("mia", "viewer");
            Page root = world.signedIn("root");
            Page mia = world.signedIn("mia");
            Locator warning = warning(root);
            assertThat(warning).isHidden();

            disk.resize(100);
            assertThat(warning).isVisible();
            assertThat(warning(mia)).isHidden();

            disk.resize(400);
            assertThat(warning).isHidden();
        }
    }

    private static Locator warning(Page page) {
        return page.getByText("Less than 200 MB of disk space are free");
    }
}
