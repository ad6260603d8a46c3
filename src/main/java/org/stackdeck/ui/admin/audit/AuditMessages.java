package org.stackdeck.ui.admin.audit;

import java.text.Collator;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates the codes of the audit trail. Returns codes without a translation unchanged, for example codes of another
 * version of Stackdeck.
 */
final class AuditMessages {

    private static final String KEY_PREFIX = "admin.audit.";
    /** Actions that share their texts with the same actions on servers. They exist for several kinds of resources. */
    private static final List<String> SHARED_ACTIONS =
            List.of("withdraw", "protect", "lift-protection", "forget-protection", "owner", "read-owner", "access");

    private final Messages messages;

    AuditMessages(Messages messages) {
        this.messages = messages;
    }

    /** Returns the codes of all actions that have a translation, sorted by their translations. */
    List<String> actions() {
        return Stream.concat(
                        messages.keySuffixes(KEY_PREFIX + "action."),
                        Stream.concat(
                                CloudAction.all().map(AuditMessages::code),
                                Arrays.stream(ResourceKind.values())
                                        .filter(kind -> ResourceActionLookup.deletionOf(kind)
                                                .isPresent())
                                        .flatMap(kind -> SHARED_ACTIONS.stream()
                                                .map(action -> kind.objectType() + "." + action))))
                .distinct()
                .sorted(Comparator.comparing(this::action, Collator.getInstance(messages.locale())))
                .toList();
    }

    String action(AuditEntry entry) {
        return action(entry.action());
    }

    String action(String code) {
        return findText("action." + code)
                .or(() -> CloudAction.all()
                        .filter(action -> code(action).equals(code))
                        .findFirst()
                        .map(action -> messages.text(OperationLabels.action(action))))
                .or(() -> sharedAction(code))
                .orElse(code);
    }

    private Optional<String> sharedAction(String code) {
        int dot = code.lastIndexOf('.');
        return dot > 0 && SHARED_ACTIONS.contains(code.substring(dot + 1))
                ? findText("action.server" + code.substring(dot))
                        .map(text -> text + " · "
                                + findText("object." + code.substring(0, dot)).orElse(code.substring(0, dot)))
                : Optional.empty();
    }

    private static String code(CloudAction action) {
        return switch (action) {
            case ServerAction onServer -> "server." + onServer.code();
            case ResourceAction onResource -> onResource.kind().objectType() + "." + onResource.code();
        };
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

    /** Returns the request ID that the cloud assigned; empty if there is none. */
    String request(AuditEntry entry) {
        return values(entry).map(values -> values.path("request").asString("")).orElse("");
    }

    /** Returns the translated details, or the stored details if they are plain text of an earlier version. */
    String detail(AuditEntry entry) {
        return values(entry).map(this::describe).orElseGet(() -> Objects.requireNonNullElse(entry.detailText(), ""));
    }

    private static Optional<ObjectNode> values(AuditEntry entry) {
        return Optional.ofNullable(entry.detail()).flatMap(AuditDetail::values);
    }

    private String describe(JsonNode values) {
        return values.properties().stream()
                .map(value -> describe(value.getKey(), value.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private String describe(String code, JsonNode value) {
        String text = text(code, value);
        return switch (code) {
            case "reason" -> findText("reason." + text).orElse(text);
            case "error" -> messages.findText("operation.failure." + text).orElse(text);
            case "message" -> text;
            default ->
                findText("detail." + code).map(label -> label + " " + text).orElse(code + "=" + text);
        };
    }

    /**
     * Formats a value. Objects in a list are details with codes. Any other object contains texts entered by users,
     * which have no translation.
     */
    private String text(String code, JsonNode value) {
        return switch (value) {
            case ArrayNode list ->
                list.valueStream()
                        .map(item -> item.isObject() ? "(" + describe(item) + ")" : text(code, item))
                        .collect(Collectors.joining(", "));
            case ObjectNode object ->
                object.properties().stream()
                        .map(item -> item.getKey() + "=" + plain(item.getValue()))
                        .collect(Collectors.joining(", "));
            default ->
                code.equals("for")
                        ? time(plain(value))
                        : findText("value." + code + "." + plain(value)).orElseGet(() -> plain(value));
        };
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private String time(String written) {
        try {
            Duration time = Duration.parse(written);
            if (!time.equals(Duration.ofHours(time.toHours()))) {
                return written;
            }
            return time.toHours() % 24 == 0
                    ? messages.text("requests.days", time.toDays())
                    : messages.text("requests.hours", time.toHours());
        } catch (DateTimeParseException otherVersion) {
            return written;
        }
    }

    private Optional<String> findText(String key) {
        return messages.findText(KEY_PREFIX + key);
    }
}
