package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.html.Div;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionButtonFactory;
import org.stackdeck.ui.servers.grid.ServerRow;

/** Tab with the description, tags and metadata of a server. */
final class MetadataTab extends Div {

    private final ServerActionButtonFactory buttons;
    private final Consumer<ServerAction> openAction;
    private final Consumer<ActionRequest> submit;
    private @Nullable Notes shown;

    MetadataTab(Messages messages, Consumer<ServerAction> openAction, Consumer<ActionRequest> submit) {
        this.buttons = new ServerActionButtonFactory(messages);
        this.openAction = openAction;
        this.submit = submit;
        addClassName("parts-pane");
    }

    private record Notes(@Nullable String description, Set<String> tags, Map<String, String> metadata) {}

    void update(ServerRow row) {
        Server server = row.server();
        Notes newest = new Notes(server.description(), server.tags(), server.userMetadata());
        if (!newest.equals(shown)) {
            shown = newest;
            removeAll();
            buttons.clear();
            add(description(newest), tags(newest), metadata(newest));
        }
        buttons.update(row);
    }

    private DetailSection description(Notes notes) {
        DetailSection section = buttons.section("description", ServerAction.DESCRIBE, openAction);
        if (notes.description() != null) {
            section.addLine(notes.description(), new Div());
        }
        return section;
    }

    private DetailSection tags(Notes notes) {
        DetailSection section = buttons.section("tags", ServerAction.ADD_TAG, openAction);
        notes.tags().stream().sorted().forEach(tag -> {
            ActionRequest remove = ActionRequest.of(ServerAction.REMOVE_TAG).with(ActionParameter.TAG, tag);
            section.addLine(tag, buttons.iconButton(ServerAction.REMOVE_TAG, tag, () -> submit.accept(remove)));
        });
        return section;
    }

    private DetailSection metadata(Notes notes) {
        DetailSection section = buttons.section("metadata", ServerAction.SET_METADATA, openAction);
        new TreeMap<>(notes.metadata()).forEach((key, value) -> {
            ActionRequest remove =
                    ActionRequest.of(ServerAction.REMOVE_METADATA).with(ActionParameter.KEY, key);
            section.addLine(
                    key,
                    buttons.iconButton(ServerAction.REMOVE_METADATA, key, () -> submit.accept(remove)),
                    Objects.requireNonNullElse(value, ""));
        });
        return section;
    }
}
