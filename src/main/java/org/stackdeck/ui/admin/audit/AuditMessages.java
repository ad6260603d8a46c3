package org.stackdeck.ui.admin.audit;

import java.text.Collator;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.i18n.Messages;

/**
 * Translates the codes of the audit trail. Codes without a translation, for example from another version of Stackdeck,
 * are shown unchanged.
 */
final class AuditMessages {

    private static final String KEY_PREFIX = "admin.audit.";
    private static final String SERVER_PREFIX = "server.";
    /** A {@code name=value} pair. Names of groups, lists and reasons can contain spaces; a reason comes last. */
    private static final Pattern PAIR = Pattern.compile(
            "([a-z]+)=((?<=group=)[^=]+(?= (?:role|permissions)=)|(?<=reason=).+|\\[[^\\]]*\\]|\\S+)\\s*",
            Pattern.DOTALL);

    /** An error code at the end of the detail, optionally followed by the cloud's message. */
    private static final Pattern ERROR = Pattern.compile("error=([a-z-]+)(?:: (.*))?", Pattern.DOTALL);

    private final Messages messages;

    AuditMessages(Messages messages) {
        this.messages = messages;
    }

    /** Returns the codes of all actions that have a translation, sorted by their translations. */
    List<String> actions() {
        return Stream.concat(
                        messages.keySuffixes(KEY_PREFIX + "action."),
                        Arrays.stream(ServerAction.values()).map(action -> SERVER_PREFIX + action.code()))
                .distinct()
                .sorted(Comparator.comparing(this::action, Collator.getInstance(messages.locale())))
                .toList();
    }

    String action(AuditEntry entry) {
        return action(entry.action());
    }

    String action(String code) {
        return findText("action." + code)
                .or(() -> code.startsWith(SERVER_PREFIX)
                        ? messages.findText("servers.action." + code.substring(SERVER_PREFIX.length()))
                        : Optional.empty())
                .orElse(code);
    }

    /** Returns the type of the object and its name, or its ID if it has no name. */
    String object(AuditEntry entry) {
        String kind = entry.objectType();
        return Stream.of(
                        kind == null ? null : findText("object." + kind).orElse(kind),
                        entry.objectName() == null ? entry.objectId() : entry.objectName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    String result(AuditEntry entry) {
        return messages.text(KEY_PREFIX + "result." + entry.result());
    }

    String source(AuditEntry entry) {
        return entry.source() + " · " + findText("channel." + entry.channel()).orElse(entry.channel());
    }

    String detail(AuditEntry entry) {
        String rest = entry.detail() == null ? "" : entry.detail();
        List<String> parts = new ArrayList<>();
        for (Matcher pair = PAIR.matcher(rest);
                !rest.startsWith("error=") && pair.lookingAt();
                pair = PAIR.matcher(rest)) {
            parts.add(pairText(pair.group(1), pair.group(2)));
            rest = rest.substring(pair.end());
        }
        Matcher error = ERROR.matcher(rest);
        if (error.matches()) {
            parts.add(messages.findText("operation.failure." + error.group(1)).orElse(error.group(1)));
            rest = Objects.requireNonNullElse(error.group(2), "");
            parts.add(rest);
        } else {
            parts.add(sentence(rest));
        }
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
    }

    private String pairText(String name, String value) {
        String shown = name.equals("for")
                ? time(value)
                : findText("value." + name + "." + value).orElse(value);
        return findText("detail." + name).map(label -> label + " " + shown).orElse(name + "=" + value);
    }

    private String time(String written) {
        try {
            Duration time = Duration.parse(written);
            return time.toHours() % 24 == 0
                    ? messages.text("requests.days", time.toDays())
                    : messages.text("requests.hours", time.toHours());
        } catch (DateTimeParseException otherVersion) {
            return written;
        }
    }

    /** Translates the whole text, or the part before a colon. */
    private String sentence(String text) {
        int colon = text.indexOf(": ");
        return findText("reason." + key(text))
                .or(() -> colon < 0
                        ? Optional.empty()
                        : findText("reason." + key(text.substring(0, colon))).map(head -> head + text.substring(colon)))
                .orElse(text);
    }

    private Optional<String> findText(String key) {
        return messages.findText(KEY_PREFIX + key);
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
    }
}
