package org.stackdeck.ui.bulk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.ui.actions.ActionIcons;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/**
 * Toolbar with the number of selected rows and the actions that are available for them. The toolbar is hidden while no
 * row is selected.
 */
public final class BulkActionBar<A extends CloudAction> extends Div {

    private final Messages messages;
    private final Span count = StyledElements.span("strong");
    private final NativeButton all;
    private final Map<A, NativeButton> buttons = new LinkedHashMap<>();
    private String countText = "";
    private String progressText = "";

    /**
     * @param actions actions that are useful for several targets
     * @param onAction called with the selected action
     */
    public BulkActionBar(
            Messages messages, List<A> actions, Consumer<A> onAction, Runnable selectAll, Runnable clearSelection) {
        this.messages = messages;
        addClassName("bulk");
        setVisible(false);
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", messages.text("servers.bulk.title"));
        count.getElement().setAttribute("role", "status");
        add(count);
        for (A action : actions) {
            NativeButton button = NativeButtons.quiet(ActionIcons.icon(action.code()), "");
            button.getElement().setAttribute("data-action", action.code());
            button.addClickListener(_ -> onAction.accept(action));
            buttons.put(action, button);
            add(button);
        }
        all = NativeButtons.quiet("check", "");
        all.addClickListener(_ -> selectAll.run());
        NativeButton clear = NativeButtons.quiet("x", messages.text("servers.bulk.clear"));
        clear.addClickListener(_ -> clearSelection.run());
        add(all, clear);
    }

    /**
     * @param selectedCount number of selected rows
     * @param available returns the number of selected rows for which an action is available
     * @param selectableCount number of rows that can be selected
     */
    public void update(int selectedCount, ToLongFunction<A> available, int selectableCount) {
        setVisible(selectedCount > 0);
        if (selectedCount == 0) {
            return;
        }
        countText = messages.text("servers.bulk.count", selectedCount);
        updateStatus();
        buttons.forEach((action, button) -> {
            long can = available.applyAsLong(action);
            button.setVisible(can > 0);
            setLabel(button, messages.text("servers.bulk.action", messages.text(OperationLabels.action(action)), can));
            button.setTitle(messages.text("servers.bulk.of", can, selectedCount));
        });
        all.setVisible(selectedCount < selectableCount);
        setLabel(all, messages.text("servers.bulk.all", selectableCount));
    }

    /** Shows the text in place of the number of selected rows, or this number again if the text is empty. */
    public void setProgress(String text) {
        progressText = text;
        updateStatus();
    }

    private void updateStatus() {
        count.setText(progressText.isEmpty() ? countText : progressText);
    }

    /** Sets the text of the last child, which follows the icon. */
    private static void setLabel(NativeButton button, String text) {
        button.getChildren()
                .reduce((icon, word) -> word)
                .ifPresent(word -> word.getElement().setText(text));
    }
}
