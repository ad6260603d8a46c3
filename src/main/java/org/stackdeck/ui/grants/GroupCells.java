package org.stackdeck.ui.grants;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.stackdeck.identity.Group;
import org.stackdeck.ui.component.Words;

/** How the cells of the groups are drawn. */
final class GroupCells {

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

    private final Words words;
    private final Function<Group, List<String>> names;
    private final ToIntFunction<Group> grants;

    GroupCells(Words words, Function<Group, List<String>> names, ToIntFunction<Group> grants) {
        this.words = words;
        this.names = names;
        this.grants = grants;
    }

    LitRenderer<Group> name() {
        return withName(LitRenderer.of(NAME));
    }

    LitRenderer<Group> members() {
        return withMembers(LitRenderer.of("<span class='clip'>${item.members}</span>"));
    }

    LitRenderer<Group> grants() {
        return LitRenderer.<Group>of("<span class='muted'>${item.grants}</span>")
                .withProperty("grants", grants::applyAsInt);
    }

    LitRenderer<Group> actions(
            SerializableConsumer<Group> edit,
            SerializableConsumer<Group> showGrants,
            SerializableConsumer<Group> remove) {
        return withActions(LitRenderer.of(ACTIONS), edit, showGrants, remove);
    }

    /** All of a group in one cell, for narrow windows. */
    LitRenderer<Group> card(
            SerializableConsumer<Group> edit,
            SerializableConsumer<Group> showGrants,
            SerializableConsumer<Group> remove) {
        String template = "<div class='card'><div class='top'>" + NAME + ACTIONS
                + "</div><div class='bottom muted'><span class='clip'>${item.members}</span></div></div>";
        return withActions(withMembers(withName(LitRenderer.of(template))), edit, showGrants, remove);
    }

    private static LitRenderer<Group> withName(LitRenderer<Group> renderer) {
        return renderer.withProperty("name", group -> group.name().value())
                .withProperty("initial", group -> group.name().value().substring(0, 1));
    }

    private LitRenderer<Group> withMembers(LitRenderer<Group> renderer) {
        return renderer.withProperty("members", group -> {
            List<String> all = names.apply(group);
            return all.isEmpty() ? words.say("groups.nobody") : String.join(words.say("grants.list.comma"), all);
        });
    }

    private LitRenderer<Group> withActions(
            LitRenderer<Group> renderer,
            SerializableConsumer<Group> edit,
            SerializableConsumer<Group> showGrants,
            SerializableConsumer<Group> remove) {
        return renderer.withProperty(
                        "grantsWord",
                        group -> words.say("groups.grants", group.name().value()))
                .withProperty(
                        "editWord",
                        group -> words.say("groups.edit", group.name().value()))
                .withProperty(
                        "removeWord",
                        group -> words.say("groups.remove", group.name().value()))
                .withFunction("edit", edit)
                .withFunction("grants", showGrants)
                .withFunction("remove", remove);
    }
}
