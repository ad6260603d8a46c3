package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;

@Tag("browser")
@Tag("mariadb")
@ExtendWith(DatabaseInstalledCondition.class)
class GridDuringDatabaseOutageTests {

    /** Longer than the ten seconds after which Stackdeck loads cached permissions again. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);

    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @TempDir
    Path directory;

    @Test
    void openGridStaysLiveDuringDatabaseOutageAndActsAfterwards() {
        DatabaseServer mariaDb = DatabaseProduct.MARIADB.another();
        try (var process = SimulatorProcess.start(directory, 20);
                var stackdeckProcess = StackdeckProcess.withClouds(
                        directory, process.cloudsFile(), List.of("staff"), mariaDb.newDatabase());
                TestBrowsers testBrowsers = new TestBrowsers()) {
            TestNovaClient testNovaClient = TestNovaClient.connect(process.cloudsFile(), "staff");
            String server = testNovaClient.withStatus("ACTIVE").getFirst();
            stackdeckProcess.setUp("root");
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            new SignInPageObject(page).signIn("root");
            ServersPageObject servers = new ServersPageObject(page).open();
            assertThat(servers.row(testNovaClient.name(server))).isVisible();

            mariaDb.stop();
            LockSupport.parkNanos(LONG_ENOUGH.toNanos());
            testNovaClient.rename(server, "renamed-meanwhile");
            assertThat(servers.row("renamed-meanwhile")).isVisible(PATIENTLY);
            mariaDb.startAgain();

            servers.stop("renamed-meanwhile");
            assertThat(servers.row("Off", "renamed-meanwhile")).isVisible(PATIENTLY);
        }
    }
}
