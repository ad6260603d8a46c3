package org.stackdeck.database;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, with a message on standard error, if MariaDB is not installed. */
public final class MariaDbInstalledCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MariaDbServer.installed()) {
            return ConditionEvaluationResult.enabled("mariadbd is installed");
        }
        String reason = "SKIPPED " + context.getDisplayName()
                + ": mariadbd and mariadb-install-db are not installed (Debian: apt-get install mariadb-server)";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
