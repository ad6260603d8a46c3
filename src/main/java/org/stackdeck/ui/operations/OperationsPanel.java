package org.stackdeck.ui.operations;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.function.Supplier;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Panel with the list of operations above the footer. The list exists only while the panel is open, so that a closed
 * panel uses no resources.
 */
final class OperationsPanel extends Div {

    private final transient Supplier<OperationsList> lists;
    private final transient Runnable changed;
    private final Messages messages;

    /** @param changed runs after the panel has been opened or closed */
    OperationsPanel(Supplier<OperationsList> lists, Messages messages, Runnable changed) {
        this.lists = lists;
        this.messages = messages;
        this.changed = changed;
        setId("operations-panel");
        addClassName("ops-panel");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", messages.text("operation.panel"));
        getElement()
                .addEventListener("keydown", _ -> close())
                .setFilter("event.key === 'Escape' && !event.defaultPrevented");
        setVisible(false);
    }

    boolean isOpen() {
        return isVisible();
    }

    void open(boolean failedOnly) {
        removeAll();
        OperationsList list = lists.get();
        list.setFilter(
                failedOnly
                        ? OperationRowFilter.NONE.withToggledStatus(OperationRowFilter.StatusFilter.FAILED)
                        : OperationRowFilter.NONE);
        add(head(list), list);
        setVisible(true);
        changed.run();
    }

    void close() {
        removeAll();
        setVisible(false);
        changed.run();
    }

    private Div head(OperationsList list) {
        list.chips().addClassName("chips");
        Span space = StyledElements.span("grow");
        RouterLink all = new RouterLink(messages.text("operation.panel.all"), OperationsView.class);
        all.addClassName("strong");
        NativeButton close = NativeButtons.icon("x", messages.text("app.close"));
        close.addClickListener(_ -> close());
        Div head =
                StyledElements.div("head", new H2(messages.text("operation.title")), list.chips(), space, all, close);
        return head;
    }
}
