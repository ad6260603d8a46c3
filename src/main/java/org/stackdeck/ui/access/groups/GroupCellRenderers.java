package org.stackdeck.ui.access.groups;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.stream.Collectors;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the groups. */
final class GroupCellRenderers {

    private static final String NAME =
            "<span class='owner'><span class='avatar group' aria-hidden='true'>${item.initial}</span><span class='clip strong'>${item.name}</span></span>";
    private static final String ACTIONS = """
            <span class="acts"><button type="button" class="icon-button" @click="${grants}" aria-label="${item.grantsWord}"
            title="${item.grantsWord}"><svg class="i" aria-hidden="true"><use href="frontend/icons/icons.svg#shield"></use></svg></button><button
            type="button" class="icon-button" @click="${edit}" aria-label="${item.editWord}" title="${item.editWord}"><svg
            class="i" aria-hidden="true"><use href="frontend/icons/icons.svg#users"></use></svg></button><button type="button"
            class="icon-button" @click="${remove}" aria-label="${item.removeWord}" title="${item.removeWord}"><svg class="i"
            aria-hidden="true"><use href="frontend/icons/icons.svg#trash"></use></svg></button></span>
            """;

    private final Messages messages;

    GroupCellRenderers(Messages messages) {
        this.messages = messages;
    }

    LitRenderer<GroupRow> name() {
        return withName(LitRenderer.of(NAME));
    }

    LitRenderer<GroupRow> members() {
        return withMembers(LitRenderer.of("<span class='clip'>${item.members}</span>"));
    }

    LitRenderer<GroupRow> grants() {
        return LitRenderer.<GroupRow>of("<span class='muted'>${item.grants}</span>")
                .withProperty("grants", GroupRow::grants);
    }

    LitRenderer<GroupRow> actions(
            SerializableConsumer<GroupRow> edit,
            SerializableConsumer<GroupRow> showGrants,
            SerializableConsumer<GroupRow> remove) {
        return withActions(LitRenderer.of(ACTIONS), edit, showGrants, remove);
    }

    /** All values of a group in one cell, for narrow windows. */
    LitRenderer<GroupRow> card(
            SerializableConsumer<GroupRow> edit,
            SerializableConsumer<GroupRow> showGrants,
            SerializableConsumer<GroupRow> remove) {
        String template = "<div class='card'><div class='top'>" + NAME + ACTIONS
                + "</div><div class='bottom muted'><span class='clip'>${item.members}</span></div></div>";
        return withActions(withMembers(withName(LitRenderer.of(template))), edit, showGrants, remove);
    }

    private static LitRenderer<GroupRow> withName(LitRenderer<GroupRow> renderer) {
        return renderer.withProperty("name", GroupRow::name)
                .withProperty("initial", row -> row.name().substring(0, 1));
    }

    private LitRenderer<GroupRow> withMembers(LitRenderer<GroupRow> renderer) {
        return renderer.withProperty(
                "members",
                row -> row.members().isEmpty()
                        ? messages.text("groups.nobody")
                        : row.members().stream()
                                .map(user -> user.name().value())
                                .collect(Collectors.joining(messages.text("grants.list.comma"))));
    }

    private LitRenderer<GroupRow> withActions(
            LitRenderer<GroupRow> renderer,
            SerializableConsumer<GroupRow> edit,
            SerializableConsumer<GroupRow> showGrants,
            SerializableConsumer<GroupRow> remove) {
        return renderer.withProperty("grantsWord", row -> messages.text("groups.grants", row.name()))
                .withProperty("editWord", row -> messages.text("groups.edit", row.name()))
                .withProperty("removeWord", row -> messages.text("groups.remove", row.name()))
                .withFunction("edit", edit)
                .withFunction("grants", showGrants)
                .withFunction("remove", remove);
    }
}
