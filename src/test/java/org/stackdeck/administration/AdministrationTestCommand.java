package org.stackdeck.administration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands on a test database. */
public final class AdministrationTestCommand {

    private AdministrationTestCommand() {}

    /** Runs the command, adds its lines of text to the output, and returns its exit code. */
    public static int run(List<String> output, Path dataDirectory, String url, String user, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=",
                "--stackdeck.data-dir=" + dataDirectory));
        return AdministrationMain.run(output::add, arguments.toArray(String[]::new));
    }
}
