package org.stackdeck.ui.servers;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableBiConsumer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Words;

/**
 * Adds a button for the most useful action before the menu button: stop for a running server, otherwise the action that
 * makes it run. For a pending server, the button cancels its creation; only the user who requested it sees the button.
 */
final class QuickButtons extends RowButtons {

    /** Each action has its own client function, so that a late click cannot trigger another action. */
    private static final List<ServerAction> QUICK = List.of(
            ServerAction.START, ServerAction.STOP, ServerAction.UNPAUSE, ServerAction.RESUME, ServerAction.UNSHELVE);

    private static final String WITHDRAW = "withdraw";

    private static final String WITH_QUICK =
            template(QUICK.stream().map(QuickButtons::button).collect(Collectors.joining())
                    + button(QuickButtons.WITHDRAW, "x"));

    private final Words words;
    private final UserId viewer;
    private final SerializableBiConsumer<ServerRow, ServerAction> act;
    private final SerializableConsumer<ServerRow> withdraw;

    /** @param withdraw cancels the creation of a server */
    QuickButtons(
            Words words,
            UserId viewer,
            SerializableBiConsumer<ServerRow, ServerAction> act,
            SerializableConsumer<ServerRow> withdraw) {
        super(words);
        this.words = words;
        this.viewer = viewer;
        this.act = act;
        this.withdraw = withdraw;
    }

    @Override
    String template() {
        return WITH_QUICK;
    }

    @Override
    LitRenderer<ServerRow> fill(LitRenderer<ServerRow> renderer) {
        super.fill(renderer)
                .withProperty("quick", row -> word(row).orElse(""))
                .withProperty(
                        "quickLabel",
                        row -> word(row)
                                .map(word -> title(word) + " " + row.server().name())
                                .orElse(""))
                .withProperty("quickTitle", row -> word(row).map(this::title).orElse(""))
                .withFunction(WITHDRAW, withdraw);
        QUICK.forEach(action -> renderer.withFunction(action.word(), row -> act.accept(row, action)));
        return renderer;
    }

    private Optional<String> word(ServerRow row) {
        return withdrawable(row) ? Optional.of(WITHDRAW) : quick(row).map(ServerAction::word);
    }

    private boolean withdrawable(ServerRow row) {
        Operation maker = row.maker();
        return maker != null
                && maker.state() == Operation.State.WAITING
                && maker.by().equals(viewer);
    }

    private String title(String word) {
        return words.say("servers.action." + word);
    }

    private static String button(ServerAction action) {
        return button(action.word(), action == ServerAction.STOP ? "stop" : "play");
    }

    private static String button(String word, String icon) {
        return """
                ${item.quick === '%1$s' ? html`<button type="button" class="icon-button" tabindex="-1" data-act="%1$s"
                aria-label="${item.quickLabel}" title="${item.quickTitle}" @click="${%1$s}">%2$s</button>` : ''}""".formatted(word, ICON.formatted(icon));
    }

    private static Optional<ServerAction> quick(ServerRow row) {
        return QUICK.stream()
                .filter(row::can)
                .filter(action -> action != ServerAction.STOP || row.state().group() == StateGroup.RUNNING)
                .findFirst();
    }
}
