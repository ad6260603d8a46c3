package org.stackdeck.ui.servers;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Words;

/** Before the way to the menu the one action that makes sense now: stop when on, else the way back to being on. */
final class QuickButtons extends RowButtons {

    /** Each by a function of its own: one that is clicked too late must not do another. */
    private static final List<ServerAction> QUICK = List.of(
            ServerAction.START, ServerAction.STOP, ServerAction.UNPAUSE, ServerAction.RESUME, ServerAction.UNSHELVE);

    private static final String WITH_QUICK =
            template(QUICK.stream().map(QuickButtons::button).collect(Collectors.joining()));

    private final Words words;
    private final SerializableBiConsumer<ServerRow, ServerAction> act;

    QuickButtons(Words words, SerializableBiConsumer<ServerRow, ServerAction> act) {
        super(words);
        this.words = words;
        this.act = act;
    }

    @Override
    String template() {
        return WITH_QUICK;
    }

    @Override
    LitRenderer<ServerRow> fill(LitRenderer<ServerRow> renderer) {
        super.fill(renderer)
                .withProperty("quick", row -> quick(row).map(ServerAction::word).orElse(""))
                .withProperty(
                        "quickLabel",
                        row -> quick(row)
                                .map(action ->
                                        title(action) + " " + row.server().name())
                                .orElse(""))
                .withProperty("quickTitle", row -> quick(row).map(this::title).orElse(""));
        QUICK.forEach(action -> renderer.withFunction(action.word(), row -> act.accept(row, action)));
        return renderer;
    }

    private String title(ServerAction action) {
        return words.say("servers.action." + action.word());
    }

    private static String button(ServerAction action) {
        return """
                ${item.quick === '%1$s' ? html`<button type="button" class="icon-button" tabindex="-1" data-act="%1$s"
                aria-label="${item.quickLabel}" title="${item.quickTitle}" @click="${%1$s}">%2$s</button>` : ''}""".formatted(action.word(), ICON.formatted(action == ServerAction.STOP ? "stop" : "play"));
    }

    private static Optional<ServerAction> quick(ServerRow row) {
        return QUICK.stream()
                .filter(row::can)
                .filter(action -> action != ServerAction.STOP || row.state().group() == StateGroup.RUNNING)
                .findFirst();
    }
}
