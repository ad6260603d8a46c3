package org.stackdeck.ui.servers.columns;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGrouping;

/** Selects the grouping of the grid, and collapses and expands all groups. */
final class GroupingControls extends Div {

    /**
     * @param severalClouds whether the grouping by cloud is offered
     * @param listener receives the grouping that the user selects
     * @param setCollapsed called with true to collapse all groups, with false to expand them
     */
    GroupingControls(
            Messages messages,
            ServerGrouping current,
            boolean severalClouds,
            Consumer<ServerGrouping> listener,
            Consumer<Boolean> setCollapsed) {
        Select<ServerGrouping> select = new Select<>();
        select.setLabel(messages.text("servers.grouping"));
        select.setItems(Arrays.stream(ServerGrouping.values())
                .filter(grouping -> grouping != ServerGrouping.CLOUD || severalClouds || current == grouping)
                .toList());
        select.setItemLabelGenerator(grouping -> messages.text("servers.grouping." + grouping.code()));
        select.setValue(current);
        Div buttons = StyledElements.div(
                "columns-groups",
                button("right", messages.text("servers.grouping.collapse"), () -> setCollapsed.accept(true)),
                button("down", messages.text("servers.grouping.expand"), () -> setCollapsed.accept(false)));
        buttons.setVisible(current != ServerGrouping.NONE);
        select.addValueChangeListener(event -> buttons.setVisible(event.getValue() != ServerGrouping.NONE));
        UserInputListeners.saveOnChange(
                select, grouping -> Optional.ofNullable(grouping).ifPresent(listener));
        addClassName("columns-grouping");
        add(select, buttons);
    }

    private static NativeButton button(String icon, String label, Runnable pressed) {
        NativeButton button = NativeButtons.quiet(icon, label);
        button.addClickListener(_ -> pressed.run());
        return button;
    }
}
