package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.Polling;
import org.stackdeck.product.StackdeckProcess;

/** Tests that changes by the {@code openstack} command appear in an open grid. */
@Tag("browser")
@OnLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalChangeTests {

    /**
     * Shorter than the interval of full lists, so that a lost delta is detected. On an idle machine, the grid shows a
     * change within three seconds (docs/benchmarks.md). Other suites can use the machine at the same time.
     */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration BY_THE_NEXT_FULL_LIST = Duration.ofMinutes(1);
    /** Wide enough for the column of tags. */
    private static final TestBrowsers.Look WIDE = new TestBrowsers.Look("en", ColorScheme.LIGHT, 2200, 900);

    private final OpenStackCli openstack = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
    private final String name = "outside-" + ProcessHandle.current().pid();

    private StackdeckProcess stackdeckProcess;
    private TestBrowsers testBrowsers;
    private Page page;
    private JsonHttpClient jsonHttpClient;
    private String server = "";

    @BeforeAll
    void openTheGrid(@TempDir Path directory) {
        stackdeckProcess = StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("console-all"));
        jsonHttpClient = stackdeckProcess.setUp("root");
        testBrowsers = new TestBrowsers();
        page = testBrowsers.openPage(stackdeckProcess.url(), WIDE);
        new SignInPageObject(page).signIn("root");
        new ServersPageObject(page).open().rows().first().waitFor();
        new ServersPageObject(page).search(name);
    }

    @AfterAll
    void close() {
        testBrowsers.close();
        stackdeckProcess.close();
    }

    @BeforeEach
    void create() {
        shows(
                SOON,
                name,
                "server",
                "create",
                "--flavor",
                "m1.tiny",
                "--image",
                "cirros-lab",
                "--network",
                "staff-net",
                name);
        server = existingServers();
        new ServersPageObject(page).row("Running", name).waitFor();
    }

    /** Deletes the server. Nova deletes slowly, and the row shows the deletion until the deletion has ended. */
    @AfterEach
    void delete() {
        // A repetition of the test after a failure must not find the earlier server.
        String deleted = server;
        server = "";
        if (deleted.isEmpty()) {
            existingServers().lines().forEach(id -> openstack.run("server", "delete", id));
        } else {
            vanishes(SOON, "Running", "server", "delete", deleted);
        }
        assertThat(new ServersPageObject(page).row(name))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    }

    @Test
    void externalNameStateAndLockChangesShowBeforeTheNextFullList() {
        shows(SOON, name + "-renamed", "server", "set", "--name", name + "-renamed", server);
        shows(SOON, "Off", "server", "stop", server);
        shows(SOON, "Running", "server", "start", server);
        shows(SOON, "Locked", "server", "lock", server);
        vanishes(SOON, "Locked", "server", "unlock", server);
        shows(SOON, "Resized", "server", "resize", "--wait", "--flavor", "m1.small", server);
        shows(SOON, "Running", "server", "resize", "confirm", server);
    }

    /** A reboot in the lab takes half a second and leaves no trace in the grid, so the test prolongs the reboot. */
    @Test
    void externalRebootShowsBeforeTheNextFullList() throws IOException {
        Path delay = OpenStackLab.cloudsFile().resolveSibling("action-delay");
        Files.writeString(delay, "3");
        try {
            shows(SOON, "Rebooting…", "server", "reboot", server);
        } finally {
            Files.delete(delay);
        }
        new ServersPageObject(page).row("Running", name).waitFor();
    }

    @Test
    void externalTagAddressAndMetadataChangesShowWithinAMinute() {
        shows(BY_THE_NEXT_FULL_LIST, "tag-" + name, "server", "set", "--tag", "tag-" + name, server);
        vanishes(BY_THE_NEXT_FULL_LIST, "tag-" + name, "server", "unset", "--tag", "tag-" + name, server);
        String floating = openstack
                .run("floating", "ip", "create", "public", "-f", "value", "-c", "floating_ip_address")
                .output();
        try {
            shows(BY_THE_NEXT_FULL_LIST, floating, "server", "add", "floating", "ip", server, floating);
            vanishes(BY_THE_NEXT_FULL_LIST, floating, "server", "remove", "floating", "ip", server, floating);
        } finally {
            openstack.run("floating", "ip", "delete", floating);
        }
        shows(BY_THE_NEXT_FULL_LIST, "+1", "server", "add", "fixed", "ip", server, "staff-net");
        openstack.run("server", "set", "--property", "stage=" + name, server);
        Polling.waitUntil(
                "the property in the REST response",
                BY_THE_NEXT_FULL_LIST,
                () -> jsonHttpClient
                        .get("/api/os/servers/" + server)
                        .body()
                        .at("/metadata/stage")
                        .asString(),
                name::equals);
    }

    private String existingServers() {
        return openstack
                .run("server", "list", "--name", name, "-f", "value", "-c", "ID")
                .output();
    }

    private void shows(Duration within, String text, String... command) {
        check(within, ExternalChange.shows(page, text, openstack, command), command);
    }

    private void vanishes(Duration within, String text, String... command) {
        check(within, ExternalChange.vanishes(page, text, openstack, command), command);
    }

    private static void check(Duration within, ExternalChange change, String... command) {
        String what = "openstack " + String.join(" ", command);
        System.out.printf(
                "%s: painted %d ms after it began, %d ms after it returned%n",
                what, change.sinceBegin().toMillis(), change.sinceReturn().toMillis());
        assertThat(change.sinceReturn()).as(what).isLessThan(within);
    }
}
