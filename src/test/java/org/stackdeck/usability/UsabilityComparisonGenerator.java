package org.stackdeck.usability;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.StackdeckProcess;

/**
 * Performs everyday tasks with scripted browsers in Stackdeck and in Horizon on the same real cloud. Writes steps,
 * seconds and screenshots to docs/usability.md, and the screenshots of all tasks to target/usability.
 */
@OnLab
@Tag("tool")
class UsabilityComparisonGenerator {

    /** Number of rounds. The report contains their median. */
    private static final int ROUNDS = 3;

    /** Number of tasks, from the first, whose screenshots the document shows. */
    private static final int ILLUSTRATED_TASKS = 6;

    private static final Path SCREENS = Path.of("target/usability");
    private static final Path PUBLISHED_SCREENS = Path.of("docs/screens/usability");
    private static final String GROUP_IN_USE = "ssh-and-web";

    private final OpenStackCli cli = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
    private final OpenStackCli administrator = new OpenStackCli(OpenStackLab.cloudsFile(), "admin");

    private final List<String> failures = new ArrayList<>();

    @TempDir
    private Path directory;

    private record Task(String title, boolean isAdministration, Performance performance) {}

    private interface Performance {
        void perform(TaskConsole console, TaskRecording task, RoundResources resources);
    }

    private record Result(String title, List<TaskRecording> recordings) {

        TaskRecording median() {
            return recordings.stream()
                    .sorted(Comparator.comparing(TaskRecording::duration))
                    .toList()
                    .get(recordings.size() / 2);
        }
    }

    @Test
    void write() throws IOException {
        Path file = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        List<String> groupUsers = List.of(
                cli.output("server list --name ^staff- -f value -c Name").split("\n", -1));
        List<Task> tasks = tasks(file, groupUsers);
        FileSystemUtils.deleteRecursively(SCREENS);
        try (TestBrowsers browsers = new TestBrowsers();
                StackdeckProcess process =
                        StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("staff"))) {
            List<TaskConsole> consoles =
                    List.of(new StackdeckConsole(browsers, process), new HorizonConsole(browsers, cli));
            List<List<Result>> results = new ArrayList<>();
            consoles.forEach(_ -> results.add(tasks.stream()
                    .map(task -> new Result(task.title(), new ArrayList<>()))
                    .toList()));
            for (int round = 0; round < ROUNDS; round++) {
                for (int console = 0; console < consoles.size(); console++) {
                    perform(tasks, consoles.get(console), results.get(console));
                }
            }
            assertThat(failures).isEmpty();
            publishScreens();
            Files.writeString(Path.of("docs/usability.md"), document(results));
        }
    }

    private static List<Task> tasks(Path file, List<String> groupUsers) {
        return List.of(
                new Task(
                        "Find a server by its address",
                        false,
                        (console, task, resources) -> console.findServerByAddress(
                                task, resources.server(1), resources.addressOf(resources.server(1)))),
                new Task(
                        "Find out why a server failed",
                        false,
                        (console, task, resources) -> console.findErrorOfServer(task, resources.brokenServer())),
                new Task(
                        "Restart four servers",
                        false,
                        (console, task, resources) -> console.restart(task, resources.runningServers())),
                new Task(
                        "Launch a server",
                        false,
                        (console, task, resources) -> console.launch(task, resources.newName("launched"))),
                new Task(
                        "Give a colleague without an account access to a project",
                        true,
                        (console, task, resources) -> console.giveAccess(task, resources.newName("colleague"))),
                new Task(
                        "Find out who stopped a server",
                        false,
                        (console, task, resources) -> console.findWhoStopped(task, resources.stoppedServer())),
                new Task(
                        "Upload an image and launch a server from it",
                        false,
                        (console, task, resources) ->
                                console.uploadImageAndLaunch(task, resources.newName("image"), file)),
                new Task(
                        "Grow a volume in use",
                        false,
                        (console, task, resources) -> console.growVolume(task, resources.volume(), 2)),
                new Task(
                        "Open port 443 of one server to everyone, and find out what is open",
                        false,
                        (console, task, resources) ->
                                console.openHttpsToEveryone(task, resources.server(1), resources.newName("https"))),
                new Task(
                        "Give a server a public address",
                        false,
                        (console, task, resources) -> console.assignPublicAddress(task, resources.server(2))),
                new Task(
                        "Find the servers that use a security group",
                        false,
                        (console, task, resources) ->
                                console.findUsersOfSecurityGroup(task, GROUP_IN_USE, groupUsers)));
    }

    private void perform(List<Task> tasks, TaskConsole console, List<Result> results) {
        try (RoundResources resources = new RoundResources(cli, administrator)) {
            resources.create();
            for (int number = 0; number < tasks.size(); number++) {
                Task task = tasks.get(number);
                Path screens = SCREENS.resolve(console.name().toLowerCase(Locale.ROOT) + "/" + (number + 1));
                TaskRecording recording = new TaskRecording(
                        task.isAdministration() ? console.openAdministratorPage() : console.openStartPage(), screens);
                try {
                    task.performance().perform(console, recording, resources);
                    recording.end();
                } catch (PlaywrightException e) {
                    recording.fail();
                    failures.add(console.name() + ": " + task.title() + " after " + recording.steps() + ": " + e);
                    continue;
                } finally {
                    recording.page().context().close();
                }
                results.get(number).recordings().add(recording);
                System.out.printf(
                        "%s: %s: %d steps, %s%n",
                        console.name(), task.title(), recording.steps().size(), seconds(recording));
            }
        }
    }

    /** Copies the screenshots of the first tasks, with a palette, which reduces the files to a third. */
    private static void publishScreens() throws IOException {
        FileSystemUtils.deleteRecursively(PUBLISHED_SCREENS);
        List<String> command =
                new ArrayList<>(List.of("pngquant", "--force", "--ext", ".png", "--skip-if-larger", "64"));
        for (String console : List.of("stackdeck", "horizon")) {
            for (int number = 1; number <= ILLUSTRATED_TASKS; number++) {
                Path task = Path.of(console, String.valueOf(number));
                FileSystemUtils.copyRecursively(SCREENS.resolve(task), PUBLISHED_SCREENS.resolve(task));
                screens(task)
                        .forEach(file -> command.add(
                                PUBLISHED_SCREENS.resolve(task).resolve(file).toString()));
            }
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        // pngquant reports files that a palette does not reduce by the status 98.
        assertThat(process.onExit().join().exitValue()).isIn(0, 98);
    }

    /** Returns the file names of the screenshots of a task, in the order of the steps. */
    private static List<String> screens(Path task) {
        return Stream.of(Objects.requireNonNull(
                        PUBLISHED_SCREENS.resolve(task).toFile().list()))
                .sorted()
                .toList();
    }

    /** Returns a table with the screenshots of a task side by side. */
    private static String screensTable(int number) {
        List<String> ours = images("stackdeck", number);
        List<String> theirs = images("horizon", number);
        StringBuilder table = new StringBuilder("%n| Stackdeck | Horizon |%n|---|---|%n".formatted());
        for (int row = 0; row < Math.max(ours.size(), theirs.size()); row++) {
            table.append("| %s | %s |%n".formatted(cell(ours, row), cell(theirs, row)));
        }
        return table.toString();
    }

    private static List<String> images(String console, int number) {
        Path task = Path.of(console, String.valueOf(number));
        return screens(task).stream()
                .map(file -> "![%s](screens/usability/%s/%s)"
                        .formatted(file.replaceAll("^\\d+-|\\.png$", "").replace('-', ' '), task, file))
                .toList();
    }

    private static String cell(List<String> cells, int row) {
        return row < cells.size() ? cells.get(row) : "";
    }

    private static String seconds(TaskRecording recording) {
        return String.format(Locale.ROOT, "%.1f s", recording.duration().toMillis() / 1000.0);
    }

    private static String document(List<List<Result>> results) {
        StringBuilder table = new StringBuilder();
        StringBuilder steps = new StringBuilder();
        for (int number = 0; number < results.getFirst().size(); number++) {
            TaskRecording ours = results.getFirst().get(number).median();
            TaskRecording theirs = results.getLast().get(number).median();
            String title = results.getFirst().get(number).title();
            table.append("| %s | %d | %s | %d | %s |%n"
                    .formatted(
                            title,
                            ours.steps().size(),
                            seconds(ours),
                            theirs.steps().size(),
                            seconds(theirs)));
            steps.append("%n## %s%n%n- Stackdeck: %s.%n- Horizon: %s.%n"
                    .formatted(title, String.join(", ", ours.steps()), String.join(", ", theirs.steps())));
            if (number < ILLUSTRATED_TASKS) {
                steps.append(screensTable(number + 1));
            }
        }
        return """
                # Everyday tasks in Stackdeck and in Horizon

                Scripted browsers (Chromium, 1440 × 900) performed each task in Stackdeck and in Horizon on the same real
                cloud (OpenStack 2025.1), each with servers and a volume of its own. Each task begins on the page that is
                shown after the sign-in and ends when the page shows the result. A step is a click, a filled-in field, or
                an entry selected in a list, including the opening of the list. The time is that of the browser, the
                median of the rounds (%d): a person also needs time to read and to aim at each step. The member of Horizon is a
                Keystone user, that of Stackdeck a user with the role manager in the project. Horizon's package in Debian 13
                fails before it uploads the file of an image (a JavaScript error), so the script uploads it by the
                `openstack` command, whose time is included but not a step.

                Generated by

                    ./mvnw test-compile surefire:test -Dtest=UsabilityComparisonGenerator -Dtest.excluded=none

                after `./mvnw package`, with Horizon at http://127.0.0.1:8080; do not edit. The screenshots of each step
                are written to `target/usability`, those of the first six tasks also to `docs/screens/usability`.

                | Task | Stackdeck: steps | Time | Horizon: steps | Time |
                |---|---|---|---|---|
                %s%s""".formatted(ROUNDS, table, steps);
    }
}
