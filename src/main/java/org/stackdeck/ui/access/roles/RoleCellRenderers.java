package org.stackdeck.ui.access.roles;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the roles. */
final class RoleCellRenderers {

    private static final String NAME = """
            <span class="role-name"><span class="clip strong">${item.name}</span>${item.word
            ? html`<span class="mono faint">${item.word}</span>` : ''}${item.builtIn
            ? html`<span class="tag">${item.builtIn}</span>` : ''}</span>
            """;
    private static final String ACTIONS = """
            <span class="acts">${item.used ? html`<button type="button" class="icon-button" @click="${grants}"
            aria-label="${item.grantsWord}" title="${item.grantsWord}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#shield"></use></svg></button>` : ''}${item.own ? html`<button type="button"
            class="icon-button" @click="${edit}" aria-label="${item.editWord}" title="${item.editWord}"><svg class="i"
            aria-hidden="true"><use href="frontend/icons/icons.svg#settings"></use></svg></button><button type="button"
            class="icon-button" @click="${remove}" aria-label="${item.removeWord}" title="${item.removeWord}"><svg class="i"
            aria-hidden="true"><use href="frontend/icons/icons.svg#trash"></use></svg></button>` : ''}</span>
            """;

    private final Messages messages;
    private final GrantMessages grantMessages;
    private final SerializableConsumer<RoleRow> edit;
    private final SerializableConsumer<RoleRow> showGrants;
    private final SerializableConsumer<RoleRow> remove;

    RoleCellRenderers(
            Messages messages,
            GrantMessages grantMessages,
            SerializableConsumer<RoleRow> edit,
            SerializableConsumer<RoleRow> showGrants,
            SerializableConsumer<RoleRow> remove) {
        this.messages = messages;
        this.grantMessages = grantMessages;
        this.edit = edit;
        this.showGrants = showGrants;
        this.remove = remove;
    }

    LitRenderer<RoleRow> name() {
        return withName(LitRenderer.of(NAME));
    }

    LitRenderer<RoleRow> permissions() {
        return withPermissions(LitRenderer.of("<span class='clip' title='${item.may}'>${item.may}</span>"));
    }

    LitRenderer<RoleRow> grants() {
        return LitRenderer.<RoleRow>of("<span class='muted'>${item.grants}</span>")
                .withProperty("grants", RoleRow::grants);
    }

    LitRenderer<RoleRow> actions() {
        return withActions(LitRenderer.of(ACTIONS));
    }

    /** All values of a role in one cell, for narrow windows. */
    LitRenderer<RoleRow> card() {
        String template = "<div class='card'><div class='top'>" + NAME + ACTIONS
                + "</div><div>${item.may}</div><div class='bottom muted'>${item.grantCount}</div></div>";
        return withActions(withPermissions(withName(LitRenderer.of(template))))
                .withProperty("grantCount", row -> messages.text("roles.grants.count", row.grants()));
    }

    private LitRenderer<RoleRow> withName(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty("name", row -> GrantMessages.roleName(messages, row.role()))
                .withProperty("word", row -> row.isCustom() ? "" : row.code())
                .withProperty("builtIn", row -> row.isCustom() ? "" : messages.text("roles.built-in"));
    }

    private LitRenderer<RoleRow> withPermissions(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty(
                "may", row -> grantMessages.allPermissions(row.role().permissions()));
    }

    private LitRenderer<RoleRow> withActions(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty("own", RoleRow::isCustom)
                .withProperty("used", RoleRow::isUsed)
                .withProperty("grantsWord", row -> messages.text("roles.grants", row.code()))
                .withProperty("editWord", row -> messages.text("roles.edit", row.code()))
                .withProperty("removeWord", row -> messages.text("roles.remove", row.code()))
                .withFunction("edit", edit)
                .withFunction("grants", showGrants)
                .withFunction("remove", remove);
    }
}
