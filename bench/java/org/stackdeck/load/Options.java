package org.stackdeck.load;

import java.util.List;

/**
 * What is to be measured.
 *
 * @param scenario by name
 * @param grids how many pages are open at once, each in a session of its own
 * @param servers in the simulated cloud
 * @param changes a second, spread over the servers
 * @param seconds how long is measured, once all are open
 * @param users whose sessions they are
 * @param consoleOptions for the console's JVM, such as those of a flight recording
 */
record Options(
        Scenario scenario, int grids, int servers, double changes, int seconds, int users, String consoleOptions) {

    static final String USAGE = """
            Usage: bench/load [rush | crowd | calls | first | memory | check] [option value] …

              rush       500 grids, 10,000 servers, 50 changes a second, for 120 s (what is run without a name)
              crowd      1,000 grids, 10 changes a second, for 120 s
              calls      what the cloud is asked with one grid open and with 500, over 1,000 servers, for 600 s each
              first      from signing in to the first rows, with 100 and with 10,000 servers
              memory     what the console takes with 10,000 servers and 10 grids
              check      a page of the bench and one in Chromium, side by side: both must show the same

              --grids, --servers, --changes (a second), --seconds, --users    other numbers than those
              --console-options TEXT                                          more options for the console's JVM
            """;

    /** @throws IllegalArgumentException with words for the person who gave them */
    static Options parse(List<String> arguments) {
        boolean named = !arguments.isEmpty() && !arguments.getFirst().startsWith("-");
        Options options = Scenario.named(named ? arguments.getFirst() : "rush").usual();
        List<String> rest = named ? arguments.subList(1, arguments.size()) : arguments;
        if (rest.equals(List.of("--check"))) {
            return Scenario.CHECK.usual();
        }
        for (int i = 0; i < rest.size(); i += 2) {
            if (i + 1 == rest.size()) {
                throw new IllegalArgumentException(rest.get(i) + " wants a value");
            }
            options = options.with(rest.get(i), rest.get(i + 1));
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--grids" -> new Options(scenario, number(value), servers, changes, seconds, users, consoleOptions);
            case "--servers" -> new Options(scenario, grids, number(value), changes, seconds, users, consoleOptions);
            case "--changes" -> new Options(scenario, grids, servers, rate(value), seconds, users, consoleOptions);
            case "--seconds" -> new Options(scenario, grids, servers, changes, number(value), users, consoleOptions);
            case "--users" -> new Options(scenario, grids, servers, changes, seconds, number(value), consoleOptions);
            case "--console-options" -> new Options(scenario, grids, servers, changes, seconds, users, value);
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }

    Options ofGrids(int count) {
        return new Options(scenario, count, servers, changes, seconds, users, consoleOptions);
    }

    Options ofServers(int count) {
        return new Options(scenario, grids, count, changes, seconds, users, consoleOptions);
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("a whole number of 1 or more is wanted, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static double rate(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d+)?")) {
            throw new IllegalArgumentException("a number is wanted, not " + text);
        }
        return Double.parseDouble(text);
    }
}
