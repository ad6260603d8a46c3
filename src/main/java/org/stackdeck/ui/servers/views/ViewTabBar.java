package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Bar with a tab for each view, with its number of servers, and the menu of the selected view. */
final class ViewTabBar extends Div {

    private final Messages messages;
    private final ServerViewMenu menu;
    private final transient Consumer<String> selectListener;
    private final NumberFormat numbers;
    private final Map<String, NativeButton> tabs = new LinkedHashMap<>();
    private final Map<String, Span> counts = new HashMap<>();

    /** @param selectListener called with the ID of the view that the user selects */
    ViewTabBar(Messages messages, ServerViewMenu menu, Consumer<String> selectListener) {
        this.messages = messages;
        this.menu = menu;
        this.selectListener = selectListener;
        this.numbers = NumberFormat.getIntegerInstance(messages.locale());
        addClassName("views");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", messages.text("servers.views"));
    }

    boolean isEmpty() {
        return tabs.isEmpty();
    }

    /** Shows tabs for the built-in views and these views. */
    void show(List<AvailableSavedView> views) {
        removeAll();
        tabs.clear();
        counts.clear();
        for (BuiltInView view : BuiltInView.values()) {
            NativeButton tab = addTab(view.code());
            tab.add(name(messages.text("servers.views." + view.code())), count(view.code()));
        }
        views.forEach(view -> setText(addTab(view.id()), view, false));
        add(menu);
    }

    /**
     * Marks a tab.
     *
     * @param selected ID of the selected view; null if none is selected
     * @param open the open saved view; null if none is open
     * @param modified whether filters or columns differ from those of the open view
     */
    void select(@Nullable String selected, @Nullable AvailableSavedView open, boolean modified) {
        tabs.forEach((id, tab) -> tab.getElement().setAttribute("aria-pressed", String.valueOf(id.equals(selected))));
        if (open != null) {
            NativeButton tab = tabs.get(open.id());
            if (tab != null) {
                setText(tab, open, modified);
            }
        }
    }

    /** Shows the number of servers of a view. */
    void showCount(String id, long servers) {
        Span count = counts.get(id);
        String number = numbers.format(servers);
        if (count != null && !count.getText().equals(number)) {
            count.setText(number);
        }
    }

    private NativeButton addTab(String id) {
        NativeButton tab = new LightweightButton(() -> selectListener.accept(id));
        tab.addClassName("view-tab");
        tabs.put(id, tab);
        add(tab);
        return tab;
    }

    private static Span name(String text) {
        return StyledElements.span("view-name", text);
    }

    private Span count(String id) {
        return counts.computeIfAbsent(id, _ -> StyledElements.span("count"));
    }

    private void setText(NativeButton tab, AvailableSavedView view, boolean modified) {
        String name = view.view().name().value();
        tab.removeAll();
        tab.add(name(modified ? messages.text("servers.views.modified", name) : name));
        if (view.sharedBy() != null) {
            Span mark = StyledElements.span(
                    "view-owner",
                    messages.text("servers.views.shared-by", view.sharedBy().value()));
            tab.add(mark);
        }
        if (view.sharedWithOthers()) {
            Span mark = StyledElements.span("view-shares", new SpriteIcon("users"));
            mark.getElement().setAttribute("role", "img");
            mark.getElement().setAttribute("aria-label", messages.text("servers.views.shares"));
            tab.add(mark);
        }
        tab.add(count(view.id()));
        // The tooltip contains the full name, because long names are cut off.
        tab.setTitle(name);
    }
}
