package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;

/** Shows one entry of a cloud. */
final class CloudEntryCard extends Div {

    private final transient ChangeHintSource changeHintSource;
    private final Messages messages;

    CloudEntryCard(CloudEntryReport entry, ChangeHintSource changeHintSource, Messages messages) {
        this.changeHintSource = changeHintSource;
        this.messages = messages;
        addClassName("entry-card");
        boolean broken = entry.problem() != null;
        boolean unused = entry.unusedReason() != null;
        Span status = StyledElements.span(
                "w",
                messages.text(broken ? "admin.clouds.broken" : unused ? "admin.clouds.unused" : "admin.clouds.used"));
        String tone = broken ? "error" : unused ? "rest" : "running";
        Div state = StyledElements.div(
                "state " + tone,
                new SpriteIcon(broken ? "s-error" : unused ? "s-off" : "s-done", "s s-" + tone),
                status);
        add(StyledElements.div("card-head", new H2(entry.entry()), state), facts(entry));
        entry.remarks().forEach(cloudEntryRemark -> add(remark(cloudEntryRemark)));
    }

    void addButtons(Component... buttons) {
        add(StyledElements.div("card-buttons", buttons));
    }

    /** Returns the translated authentication type, or the type itself if it has no translation. */
    private String authType(String type) {
        return switch (type) {
            case "password", "v3applicationcredential" -> messages.text("clouds.auth-type." + type);
            default -> type;
        };
    }

    private Component facts(CloudEntryReport entry) {
        Div facts = StyledElements.div("facts");
        addFact(
                facts,
                "admin.clouds.cloud",
                entry.cloud() == null ? "–" : entry.cloud().value());
        addFact(facts, "admin.clouds.region", entry.region() == null ? "–" : entry.region());
        addFact(
                facts,
                "admin.clouds.source",
                entry.source().equals(CloudConnector.SOURCE)
                        ? messages.text("clouds.origin.database")
                        : messages.text("clouds.origin.file", entry.source()));
        addFact(facts, "admin.clouds.auth", authType(entry.authType()));
        addFact(
                facts,
                "admin.clouds.roles",
                joined(entry.roles().stream().sorted().toList()));
        addFact(
                facts,
                "admin.clouds.projects",
                joined(entry.projects().stream().map(Project::name).toList()));
        facts.add(
                StyledElements.span(
                        "muted",
                        new Span(messages.text("admin.clouds.nova")),
                        new ExplainButton(Term.MICROVERSION, messages)),
                new Span(entry.novaVersion() == null ? "–" : entry.novaVersion()));
        addFact(
                facts,
                "admin.clouds.broker",
                Optional.ofNullable(entry.cloud()).flatMap(this::notifications).orElse("–"));
        return facts;
    }

    /** Describes the notifications that Stackdeck receives from the cloud; empty if the cloud has no broker. */
    private Optional<String> notifications(CloudName cloud) {
        return changeHintSource.connectionState(cloud).map(state -> {
            String services = changeHintSource.services(cloud).stream()
                    .sorted()
                    .map(ChangeHint.Service::displayName)
                    .collect(Collectors.joining(", "));
            String received = services.isEmpty()
                    ? messages.text("admin.clouds.broker.none")
                    : messages.text("admin.clouds.broker.received", services);
            return switch (state) {
                case ChangeHintSource.ConnectionState.Connected _ -> received;
                case ChangeHintSource.ConnectionState.Disconnected(var _, var reason) ->
                    messages.text("servers.fresh.untold." + reason.name()) + " · " + received;
            };
        });
    }

    private void addFact(Div facts, String key, String value) {
        facts.add(StyledElements.span("muted", messages.text(key)), new Span(value));
    }

    private Div remark(CloudEntryRemark remark) {
        return StyledElements.div(
                "remark",
                new SpriteIcon(remark.code().startsWith("served-by") ? "info" : "warn"),
                new Span(ConnectionMessages.text(messages, remark)));
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? "–" : String.join(", ", parts);
    }
}
