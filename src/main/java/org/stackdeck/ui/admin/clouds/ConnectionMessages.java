package org.stackdeck.ui.admin.clouds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.ConnectionFinding.Outcome;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.ui.i18n.Messages;

/** Texts about connections and their tests. */
final class ConnectionMessages {

    /** Sources of entries that users enter in the browser. Remarks about such entries do not contain the source. */
    private static final Set<String> ENTERED = Set.of(CloudConnector.SOURCE, PastedSettings.SOURCE);

    /** Codes of remarks whose third argument is the key of a setting. */
    private static final Set<String> ABOUT_KEY = Set.of("key-missing", "key-invalid");

    private ConnectionMessages() {}

    static String text(Messages messages, CloudEntryRemark remark) {
        List<String> arguments = remark.arguments();
        if (arguments.isEmpty() || !ENTERED.contains(arguments.getFirst())) {
            return messages.text("admin.clouds.remark." + remark.code(), arguments.toArray());
        }
        Optional<CloudSetting> setting = setting(remark);
        Object[] shown = arguments.toArray();
        setting.filter(_ -> ABOUT_KEY.contains(remark.code()))
                .ifPresent(each -> shown[2] = messages.text("clouds.setting." + each.key()));
        String problem = "clouds.problem." + remark.code();
        return setting.flatMap(each -> messages.findText(problem + "." + each.key()))
                .orElseGet(() -> messages.text(
                        messages.findText(problem).isPresent() ? problem : "admin.clouds.remark." + remark.code(),
                        shown));
    }

    /** Returns the setting to which a remark refers. */
    static Optional<CloudSetting> setting(CloudEntryRemark remark) {
        if (remark.code().equals("cacert-unusable")) {
            return Optional.of(CloudSetting.CA_CERTIFICATES);
        }
        if (!ABOUT_KEY.contains(remark.code()) || remark.arguments().size() < 3) {
            return Optional.empty();
        }
        String path = remark.arguments().get(2);
        String key = path.substring(path.lastIndexOf('.') + 1);
        return key.equals("url") ? Optional.of(CloudSetting.NOTIFICATIONS_URL) : CloudSetting.find(key);
    }

    static String name(Messages messages, ConnectionStep step) {
        return messages.text("clouds.step." + step.code());
    }

    static String finding(Messages messages, ConnectionStepResult result) {
        return messages.text(
                "clouds.finding." + result.finding().code(), result.arguments().toArray());
    }

    /** Returns the remedy of a warning or failure; empty for other results. */
    static Optional<String> remedy(Messages messages, ConnectionStepResult result) {
        return result.outcome() == Outcome.WARNING || result.outcome() == Outcome.FAILED
                ? Optional.of(messages.text("clouds.remedy." + result.finding().code()))
                : Optional.empty();
    }
}
