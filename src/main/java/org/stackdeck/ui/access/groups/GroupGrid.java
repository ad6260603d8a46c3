package org.stackdeck.ui.access.groups;

import com.vaadin.flow.function.SerializableConsumer;
import java.util.stream.Collectors;
import org.stackdeck.notices.webhook.GroupWebhook;
import org.stackdeck.notices.webhook.GroupWebhook.WebhookFailure;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.i18n.Messages;

final class GroupGrid extends ListGrid<GroupRow> {

    private static final String NAME =
            "<span class='owner'><span class='avatar group' aria-hidden='true'>${item.initial}</span><span class='clip strong'>${item.name}</span></span>";
    private static final String MEMBERS = "<span class='clip'>${item.members}</span>";
    private static final String WEBHOOK = "<span class='clip ${item.webhookStyle}'>${item.webhook}</span>";
    private static final String ACTIONS = "<span class='acts'>" + iconButton("grants", "shield")
            + iconButton("edit", "users") + iconButton("chat", "bell") + iconButton("remove", "trash") + "</span>";

    GroupGrid(
            Messages messages,
            SerializableConsumer<GroupRow> edit,
            SerializableConsumer<GroupRow> showGrants,
            SerializableConsumer<GroupRow> editWebhook,
            SerializableConsumer<GroupRow> remove) {
        super(messages, "groups.title", row -> row.group().id());
        addProperty("name", GroupRow::name);
        addProperty("initial", row -> row.name().substring(0, 1));
        addProperty("members", this::members);
        addProperty("grantCount", GroupRow::grants);
        addAction("grants", row -> messages.text("groups.grants", row.name()), showGrants);
        addAction("edit", row -> messages.text("groups.edit", row.name()), edit);
        addProperty("webhook", this::webhook);
        addProperty(
                "webhookStyle", row -> row.webhook() != null && row.webhook().failure() != null ? "problem" : "muted");
        addAction("chat", row -> messages.text("groups.webhook.title", row.name()), editWebhook);
        addAction("remove", row -> messages.text("groups.remove", row.name()), remove);
        addCard("<div class='card'><div class='top'>" + NAME + ACTIONS + "</div><div class='bottom muted'>" + MEMBERS
                + "</div></div>");
        addColumn("groups.column.name", NAME, "220px", 0).setRowHeader(true);
        addColumn("groups.column.members", MEMBERS, "320px", 0).setFlexGrow(1);
        addColumn("grants.title", "<span class='muted'>${item.grantCount}</span>", "110px", 760);
        addColumn("groups.column.webhook", WEBHOOK, "200px", 900);
        addButtonColumn(ACTIONS, "190px");
        setEmptyState("users", "groups.none");
    }

    private String webhook(GroupRow row) {
        GroupWebhook webhook = row.webhook();
        if (webhook == null) {
            return "";
        }
        if (!webhook.enabled()) {
            return messages.text("groups.webhook.off");
        }
        WebhookFailure failure = webhook.failure();
        return failure == null ? webhook.host() : WebhookMessages.failure(messages, failure.reason());
    }

    private String members(GroupRow row) {
        return row.members().isEmpty()
                ? messages.text("groups.nobody")
                : row.members().stream()
                        .map(user -> user.name().value())
                        .collect(Collectors.joining(messages.text("grants.list.comma")));
    }
}
