package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Words;

/** Tab with the description, tags and metadata of a server. */
final class NotesPane extends Div {

    private final Words words;
    private final ActionButtons buttons;
    private final Consumer<ServerAction> ask;
    private final Consumer<Order> take;
    private @Nullable Notes shown;

    NotesPane(Words words, Consumer<ServerAction> ask, Consumer<Order> take) {
        this.words = words;
        this.buttons = new ActionButtons(words);
        this.ask = ask;
        this.take = take;
        addClassName("parts-pane");
    }

    private record Notes(@Nullable String description, Set<String> tags, Map<String, String> metadata) {}

    void show(ServerRow row) {
        Server server = row.server();
        Notes newest = new Notes(server.description(), server.tags(), server.userMetadata());
        if (!newest.equals(shown)) {
            shown = newest;
            removeAll();
            buttons.forget();
            add(description(newest), tags(newest), metadata(newest));
        }
        buttons.show(row);
    }

    private PartLines description(Notes notes) {
        PartLines lines = lines("description", ServerAction.DESCRIBE);
        if (notes.description() != null) {
            lines.line(notes.description(), new Div());
        }
        return lines;
    }

    private PartLines tags(Notes notes) {
        PartLines lines = lines("tags", ServerAction.ADD_TAG);
        notes.tags().stream().sorted().forEach(tag -> {
            Order remove = Order.of(ServerAction.REMOVE_TAG).with(ActionParameter.TAG, tag);
            lines.line(tag, buttons.icon(ServerAction.REMOVE_TAG, tag, () -> take.accept(remove)));
        });
        return lines;
    }

    private PartLines metadata(Notes notes) {
        PartLines lines = lines("metadata", ServerAction.SET_METADATA);
        new TreeMap<>(notes.metadata()).forEach((key, value) -> {
            Order remove = Order.of(ServerAction.REMOVE_METADATA).with(ActionParameter.KEY, key);
            lines.line(
                    key,
                    buttons.icon(ServerAction.REMOVE_METADATA, key, () -> take.accept(remove)),
                    Objects.requireNonNullElse(value, ""));
        });
        return lines;
    }

    private PartLines lines(String what, ServerAction add) {
        String key = "servers.parts." + what;
        return new PartLines(words.say(key), words.say(key + ".none"), buttons.labelled(add, () -> ask.accept(add)));
    }
}
