package org.stackdeck.administration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.stackdeck.administration.transfer.DatabaseExportCommand;
import org.stackdeck.administration.transfer.DatabaseImportCommand;
import org.stackdeck.audit.AuditVerificationCommand;
import org.stackdeck.platform.command.CommandRunner;

/**
 * Runs the command that the arguments specify. The command uses the configured database. Arguments that begin with two
 * dashes set configuration properties.
 */
public final class AdministrationMain {

    private static final String USAGE =
            "Commands: verify-audit | export FILE | import FILE | check-upgrade | rotate-key. See docs/production.md.";

    private AdministrationMain() {}

    public static void main(String[] args) {
        System.exit(run(System.out::println, args));
    }

    /** Returns the exit code of the command, or {@value CommandRunner#FAILED} if the arguments name no command. */
    static int run(Consumer<String> output, String... args) {
        String[] properties = Arrays.stream(args)
                .filter(argument -> argument.startsWith("--"))
                .toArray(String[]::new);
        List<String> command = Arrays.stream(args)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        int operands = command.size() - 1;
        String name = command.isEmpty() ? "" : command.getFirst();
        if (name.equals("verify-audit") && operands == 0) {
            return AuditVerificationCommand.run(output, properties);
        }
        if (name.equals("check-upgrade") && operands == 0) {
            return UpgradeCheckCommand.run(output, properties);
        }
        if (name.equals("rotate-key") && operands == 0) {
            return KeyRotationCommand.run(output, properties);
        }
        if (name.equals("export") && operands == 1) {
            return DatabaseExportCommand.run(Path.of(command.getLast()), output, properties);
        }
        if (name.equals("import") && operands == 1) {
            return DatabaseImportCommand.run(Path.of(command.getLast()), output, properties);
        }
        output.accept(USAGE);
        return CommandRunner.FAILED;
    }
}
