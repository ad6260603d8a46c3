package org.stackdeck.ui.grants;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import org.stackdeck.ui.component.Words;

/** Cell renderers of the roles. */
final class RoleCells {

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

    private final Words words;
    private final GrantPhrases phrases;
    private final SerializableConsumer<RoleRow> edit;
    private final SerializableConsumer<RoleRow> showGrants;
    private final SerializableConsumer<RoleRow> remove;

    RoleCells(
            Words words,
            GrantPhrases phrases,
            SerializableConsumer<RoleRow> edit,
            SerializableConsumer<RoleRow> showGrants,
            SerializableConsumer<RoleRow> remove) {
        this.words = words;
        this.phrases = phrases;
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
                .withProperty("grantCount", row -> words.say("roles.grants.count", row.grants()));
    }

    private LitRenderer<RoleRow> withName(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty("name", row -> GrantPhrases.shortRole(words, row.role()))
                .withProperty("word", row -> row.own() ? "" : row.word())
                .withProperty("builtIn", row -> row.own() ? "" : words.say("roles.built-in"));
    }

    private LitRenderer<RoleRow> withPermissions(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty("may", row -> phrases.all(row.role().permissions()));
    }

    private LitRenderer<RoleRow> withActions(LitRenderer<RoleRow> renderer) {
        return renderer.withProperty("own", RoleRow::own)
                .withProperty("used", RoleRow::used)
                .withProperty("grantsWord", row -> words.say("roles.grants", row.word()))
                .withProperty("editWord", row -> words.say("roles.edit", row.word()))
                .withProperty("removeWord", row -> words.say("roles.remove", row.word()))
                .withFunction("edit", edit)
                .withFunction("grants", showGrants)
                .withFunction("remove", remove);
    }
}
