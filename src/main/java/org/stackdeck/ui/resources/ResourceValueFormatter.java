package org.stackdeck.ui.resources;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.i18n.ByteSizeFormatter;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.i18n.SecurityRuleLabels;

/** Formats the values of resources. Shows names in place of IDs if the viewer can see the targets. */
public final class ResourceValueFormatter {

    public static final String RULES = "rules";

    private final Messages messages;
    private final Function<Reference, Optional<String>> names;

    /** @param target code of the target as in {@link ResourceField} */
    public record Reference(String target, CloudName cloud, String id) {}

    /** @param names returns the name of a target; empty if the viewer cannot see the target */
    public ResourceValueFormatter(Messages messages, Function<Reference, Optional<String>> names) {
        this.messages = messages;
        this.names = names;
    }

    /**
     * Returns the name of the project, or a general text if the name is unknown. Returns an empty string if the
     * resource has no project.
     */
    public String project(CloudResource resource) {
        Project project = resource.project();
        if (project == null) {
            return "";
        }
        return project.name().equals(project.id().value()) ? messages.text("resources.other-project") : project.name();
    }

    /** Returns the value as text; an empty string if the value is unknown. */
    public String text(CloudResource resource, ResourceField field) {
        Object value = resource.values().get(field.code());
        if (value == null) {
            return "";
        }
        return switch (field.type()) {
            case TEXT ->
                switch (field.code()) {
                    case "status", "visibility" -> translated(messages, field.code(), String.valueOf(value));
                    case "device" -> device(resource).orElse(String.valueOf(value));
                    default -> name(resource, field, String.valueOf(value));
                };
            case TEXTS ->
                resource.texts(field.code()).stream()
                        .map(item -> name(resource, field, item))
                        .collect(Collectors.joining(", "));
            case MAP ->
                new TreeMap<>(resource.map(field.code()))
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(", "));
            case NUMBER -> number((Long) value);
            case BYTES -> ByteSizeFormatter.format((Long) value, messages.locale());
            case MIB ->
                MemorySizeFormatter.amount((Long) value, messages.locale()) + " "
                        + MemorySizeFormatter.unit((Long) value);
            case GIB -> number((Long) value) + " GB";
            case BOOLEAN -> messages.text(Objects.equals(value, true) ? "resources.yes" : "resources.no");
            case TIME -> messages.text((Instant) value);
        };
    }

    public static String status(CloudResource resource, Messages messages) {
        return translated(messages, "status", resource.status());
    }

    /** Returns the value as text, or a summary of the rules of a security group. */
    public String summary(CloudResource resource, ResourceField field) {
        return field.code().equals(RULES)
                ? new SecurityRuleLabels(messages, group -> groupName(resource, group)).summary(resource.texts(RULES))
                : text(resource, field);
    }

    private String groupName(CloudResource resource, String group) {
        return List.of(resource.id(), resource.name()).contains(group)
                ? resource.name()
                : messages.text("resources.rules.summary.other-group");
    }

    /**
     * Returns the translation of the value. Returns the value itself if there is no translation, because clouds can
     * define other values.
     */
    private static String translated(Messages messages, String field, String value) {
        return messages.findText("resources." + field + "."
                        + value.toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(value);
    }

    private String name(CloudResource resource, ResourceField field, String value) {
        return targetName(resource, field, value).orElse(value);
    }

    /**
     * Returns the name of the target with this ID; empty if the field has no targets or the viewer cannot see the
     * target.
     */
    Optional<String> targetName(CloudResource resource, ResourceField field, String value) {
        return Optional.ofNullable(field.target())
                .flatMap(target -> names.apply(new Reference(target, resource.cloud(), value)));
    }

    /** Returns the name of the server or router to which a port belongs; empty if the viewer cannot see it. */
    private Optional<String> device(CloudResource port) {
        return port.text("device")
                .flatMap(id -> names.apply(new Reference(ResourceField.SERVERS, port.cloud(), id)))
                .or(() -> port.text(CloudResource.ROUTER).flatMap(id -> name(port.cloud(), ResourceKind.ROUTER, id)));
    }

    /** Returns the name of the resource, followed by the server or router of a port if the viewer can see it. */
    String label(CloudResource resource) {
        return device(resource)
                .map(device -> resource.displayName() + " (" + device + ")")
                .orElseGet(resource::displayName);
    }

    /** Returns the name of a resource; empty if the viewer cannot see the resource. */
    Optional<String> name(CloudName cloud, ResourceKind kind, String id) {
        return names.apply(new Reference(kind.code(), cloud, id));
    }

    private String number(long value) {
        return NumberFormat.getIntegerInstance(messages.locale()).format(value);
    }
}
