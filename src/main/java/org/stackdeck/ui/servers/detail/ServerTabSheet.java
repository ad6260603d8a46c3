package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerTab;

final class ServerTabSheet extends TabSheet {

    private final Messages messages;
    private final Map<ServerTab, Tab> tabs = new EnumMap<>(ServerTab.class);

    /** @param chosen called with each tab that the user selects */
    ServerTabSheet(Messages messages, Consumer<ServerTab> chosen) {
        this.messages = messages;
        addClassName("server-tabs");
        getElement().getThemeList().add("no-border");
        addSelectedChangeListener(event -> {
            if (event.isFromClient()) {
                tabs.forEach((serverTab, tab) -> {
                    if (tab.equals(event.getSelectedTab())) {
                        chosen.accept(serverTab);
                    }
                });
            }
        });
    }

    void add(ServerTab serverTab, Component content) {
        Tab tab = new Tab(messages.text("servers.page.tab." + serverTab.pathSegment()));
        tabs.put(serverTab, tab);
        Div panel = StyledElements.div("server-panel", content);
        add(tab, panel);
    }

    void select(ServerTab serverTab) {
        setSelectedTab(Objects.requireNonNull(tabs.get(serverTab)));
        // In a narrow window, the selected tab can be outside the visible part of the tab bar.
        getSelectedTab()
                .getElement()
                .executeJs("requestAnimationFrame(() => this.scrollIntoView({block: 'nearest', inline: 'center'}))");
    }
}
