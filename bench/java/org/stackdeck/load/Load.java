package org.stackdeck.load;

import java.io.IOException;
import java.util.List;

/** {@code bench/load}: ends with 0 when no session was lost and nothing went wrong, else with 1. */
public final class Load {

    private Load() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new Measurement(options).run() ? 0 : 1);
    }
}
