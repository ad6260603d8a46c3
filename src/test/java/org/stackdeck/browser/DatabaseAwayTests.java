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
import org.stackdeck.database.MariaDbInstalled;
import org.stackdeck.database.MariaDbServer;
import org.stackdeck.product.Console;
import org.stackdeck.product.Nova;
import org.stackdeck.product.StandAloneSimulator;

@Tag("browser")
@Tag("mariadb")
@ExtendWith(MariaDbInstalled.class)
class DatabaseAwayTests {

    /** Longer than rights are cached. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);

    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @TempDir
    Path directory;

    @Test
    void openGridStaysLiveDuringDatabaseOutageAndActsAfterwards() {
        MariaDbServer mariaDb = MariaDbServer.another();
        try (var simulator = StandAloneSimulator.start(directory, 20);
                var console = Console.of(directory, simulator.cloudsFile(), List.of("staff"), mariaDb.newDatabase());
                Browsers browsers = new Browsers()) {
            Nova nova = Nova.of(simulator.cloudsFile(), "staff");
            String server = nova.withStatus("ACTIVE").getFirst();
            console.setUp("root");
            Page page = browsers.person(console.url());
            new SignInPages(page).signIn("root");
            ServersPage servers = new ServersPage(page).open();
            assertThat(servers.row(nova.name(server))).isVisible();

            mariaDb.stop();
            LockSupport.parkNanos(LONG_ENOUGH.toNanos());
            nova.rename(server, "renamed-meanwhile");
            assertThat(servers.row("renamed-meanwhile")).isVisible(PATIENTLY);
            mariaDb.startAgain();

            servers.stop("renamed-meanwhile");
            assertThat(servers.row("Off", "renamed-meanwhile")).isVisible(PATIENTLY);
        }
    }
}
