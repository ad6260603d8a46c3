package org.stackdeck.ui.admin.clouds;

import java.util.Optional;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.connection.ConnectionFinding.Outcome;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.ui.i18n.Messages;

/** Texts of a connection's test. */
final class ConnectionMessages {

    private ConnectionMessages() {}

    static String text(Messages messages, CloudEntryRemark remark) {
        return messages.text(
                "admin.clouds.remark." + remark.code(), remark.arguments().toArray());
    }

    static String name(Messages messages, ConnectionStep step) {
        return messages.text("clouds.step." + step.code());
    }

    static String finding(Messages messages, ConnectionStepResult result) {
        return messages.text(
                "clouds.finding." + result.finding().code(), result.arguments().toArray());
    }

    /** Returns what the user can do; empty for a step without a problem. */
    static Optional<String> remedy(Messages messages, ConnectionStepResult result) {
        return result.outcome() == Outcome.WARNING || result.outcome() == Outcome.FAILED
                ? Optional.of(messages.text("clouds.remedy." + result.finding().code()))
                : Optional.empty();
    }
}
