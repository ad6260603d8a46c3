package org.stackdeck.loadtest;

import java.util.List;

/**
 * Options of {@code bench/load}.
 *
 * @param grids number of open pages, each in a session of its own
 * @param servers number of servers in the simulated cloud
 * @param changes changed servers per second
 * @param seconds duration of the measurement, without opening the pages
 * @param users number of users to whom the sessions belong
 * @param page path of the list page to open, without a leading slash
 * @param jvmOptions additional options for Stackdeck's JVM, for instance to start a flight recording
 */
record LoadTestOptions(
        Scenario scenario,
        int grids,
        int servers,
        double changes,
        int seconds,
        int users,
        String page,
        String jvmOptions) {

    static final String DEFAULT_PAGE = "servers";

    static final String USAGE = """
            Usage: bench/load [SCENARIO] [OPTION VALUE]...

            Starts Stackdeck with a simulated cloud, opens pages in it and prints the measured values as a Markdown
            table. Stackdeck runs on core 0, the simulated cloud and the pages on core 1.

            Scenarios:
              rush     change latency, traffic and CPU: 500 grids, 10,000 servers, 50 changes/s, 120 s (default)
              crowd    the same, and heap per grid: 1,000 grids, 10,000 servers, 10 changes/s, 120 s
              calls    OpenStack API calls with 1 and with 500 open grids: 1,000 servers, 2 changes/s, 600 s each
              first    time from sign-in to the first rows with 100 and with 10,000 servers, 20 sign-ins each
              memory   resident memory: 10 grids, 10,000 servers, 5 changes/s, 60 s
              soak     growth of memory, threads, file handles and database connections: 200 grids, 1,000 servers,
                       20 changes/s, 3,600 s
              lists    time to open lists of 5,000 volumes, 5,000 ports and 2,000 security group rules compared with 100
                       of each, 9 openings of each list in Chromium
              check    compare the rows of a simulated page with those of Chromium: 1,000 servers, 10 changes/s, 30 s

            Options:
              --grids N            number of open grids (first: of sign-ins, lists: of openings)
              --servers N          number of servers in the simulated cloud
              --changes N          changes per second
              --seconds N          duration of the measurement
              --users N            number of users who sign in (20)
              --page PATH          list page to open, for instance volumes, images, networks, ports or security-groups
                                   (servers); only for calls
              --jvm-options TEXT   additional options for Stackdeck's JVM
              -h, --help           print this help

            Exit status: 0 if successful, 1 if a session was lost or an error occurred, 2 if an option is invalid.""";

    /** @throws IllegalArgumentException if an argument is invalid; the message is for the user */
    static LoadTestOptions parse(List<String> arguments) {
        boolean hasScenario = !arguments.isEmpty() && !arguments.getFirst().startsWith("-");
        LoadTestOptions options =
                Scenario.fromCode(hasScenario ? arguments.getFirst() : "rush").defaults();
        List<String> rest = hasScenario ? arguments.subList(1, arguments.size()) : arguments;
        for (int i = 0; i < rest.size(); i += 2) {
            if (i + 1 == rest.size()) {
                throw new IllegalArgumentException("Missing value: " + rest.get(i));
            }
            options = options.with(rest.get(i), rest.get(i + 1));
        }
        return options;
    }

    private LoadTestOptions with(String option, String value) {
        return switch (option) {
            case "--grids" ->
                new LoadTestOptions(scenario, count(value), servers, changes, seconds, users, page, jvmOptions);
            case "--servers" -> withServers(count(value));
            case "--changes" ->
                new LoadTestOptions(scenario, grids, servers, rate(value), seconds, users, page, jvmOptions);
            case "--seconds" ->
                new LoadTestOptions(scenario, grids, servers, changes, count(value), users, page, jvmOptions);
            case "--users" ->
                new LoadTestOptions(scenario, grids, servers, changes, seconds, count(value), page, jvmOptions);
            case "--page" ->
                new LoadTestOptions(scenario, grids, servers, changes, seconds, users, path(value), jvmOptions);
            case "--jvm-options" -> new LoadTestOptions(scenario, grids, servers, changes, seconds, users, page, value);
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }

    LoadTestOptions withServers(int count) {
        return new LoadTestOptions(scenario, grids, count, changes, seconds, users, page, jvmOptions);
    }

    private String path(String text) {
        if (scenario != Scenario.CALLS) {
            throw new IllegalArgumentException("--page requires the scenario calls");
        }
        if (!text.matches("/?[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("Not a path of a list page: " + text);
        }
        return text.replaceFirst("^/", "");
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("Not an integer between 1 and 999999: " + text);
        }
        return Integer.parseInt(text);
    }

    private static double rate(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d+)?") || Double.parseDouble(text) == 0) {
            throw new IllegalArgumentException("Not a number greater than 0 and less than 10000: " + text);
        }
        return Double.parseDouble(text);
    }
}
