package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/**
 * Tabs with the views of the user. The URL contains the ID of a saved view while its filters and columns are unchanged;
 * otherwise it contains the filters. A page that is opened without parameters shows the user's start view.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class ServerViewTabs extends Div {

    private static final String VIEW = "view";

    private final transient ServerViewActions actions;
    private final Messages messages = Messages.current();
    private final ServerViewMenu menu = new ServerViewMenu(messages, this::onAction);
    private final Map<String, NativeButton> tabs = new LinkedHashMap<>();
    private transient AvailableViews available;
    private transient @Nullable OpenView open;
    private transient @Nullable ServerViewTarget target;
    private transient Runnable addressListener = () -> {};

    ServerViewTabs(ServerViewActions actions) {
        this.actions = actions;
        this.available = actions.load();
        addClassName("views");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", messages.text("servers.views"));
    }

    /** @param listener runs after the user has selected or saved a view, which changes the URL */
    public void bind(ServerViewTarget grid, Runnable listener) {
        target = grid;
        addressListener = listener;
        showTabs();
    }

    /** Shows the view or the filters of the URL, or the start view if the URL has no parameters. */
    public void open(Map<String, List<String>> parameters) {
        String named =
                parameters.getOrDefault(VIEW, List.of()).stream().findFirst().orElse(null);
        if (named == null && !parameters.isEmpty()) {
            show(ServerGridQuery.fromParameters(parameters));
        } else if (!open(named == null ? available.startView() : named)) {
            show(ServerGridQuery.ALL);
            if (named != null) {
                Toasts.showError(
                        messages.text("servers.views.not-found"), messages.text("servers.views.not-found.text"));
            }
        }
    }

    /** Opens the view, also one that was saved on another page. Returns false if the user has no such view. */
    private boolean open(String id) {
        Optional<BuiltInView> builtIn = BuiltInView.fromCode(id);
        builtIn.ifPresent(view -> show(view.query()));
        if (builtIn.isPresent()) {
            return true;
        }
        if (available.find(id).isEmpty()) {
            reload();
        }
        Optional<SavedView> found = available.find(id);
        found.ifPresent(this::show);
        return found.isPresent();
    }

    private void show(ServerGridQuery query) {
        open = null;
        target().show(query, null);
        refresh();
    }

    private void show(SavedView view) {
        OpenView opened = OpenView.of(view);
        open = opened;
        target().show(opened.content().query(), opened.content().layout());
        refresh();
        if (!opened.content().complete()) {
            Toasts.showError(
                    messages.text("servers.views.incomplete", view.name().value()),
                    messages.text("servers.views.incomplete.text"));
        }
    }

    /** Returns the query parameters for the view or the filters. */
    public Map<String, String> toParameters() {
        if (open != null && !open.isModified(target())) {
            return Map.of(VIEW, open.id());
        }
        Map<String, String> parameters = target().query().toParameters();
        return parameters.isEmpty() && !available.startView().equals(BuiltInView.ALL.code())
                ? Map.of(VIEW, BuiltInView.ALL.code())
                : parameters;
    }

    /** Marks the selected tab. Must be called after the filters or the columns have changed. */
    public void refresh() {
        String selected = selectedId();
        tabs.forEach((id, tab) -> tab.getElement().setAttribute("aria-pressed", String.valueOf(id.equals(selected))));
        boolean modified = open != null && open.isModified(target());
        if (open != null) {
            String name = open.view().name().value();
            NativeButton tab = tabs.get(open.id());
            if (tab != null) {
                tab.setText(modified ? messages.text("servers.views.modified", name) : name);
            }
        }
        menu.update(new ServerViewMenu.State(
                open != null,
                open != null && (modified || !open.content().complete()),
                selected != null && !selected.equals(available.startView())));
    }

    private @Nullable String selectedId() {
        return open != null
                ? open.id()
                : BuiltInView.withFiltersOf(target().query())
                        .map(BuiltInView::code)
                        .orElse(null);
    }

    private void showTabs() {
        removeAll();
        tabs.clear();
        for (BuiltInView view : BuiltInView.values()) {
            addTab(view.code(), messages.text("servers.views." + view.code()));
        }
        available
                .saved()
                .forEach(view -> addTab(view.id().toString(), view.name().value()));
        add(menu);
        refresh();
    }

    private void addTab(String id, String name) {
        NativeButton tab = new LightweightButton(() -> select(id));
        tab.setText(name);
        tab.addClassName("view-tab");
        tabs.put(id, tab);
        add(tab);
    }

    /** Selects a view. A built-in view keeps the scope and the sort order, unless a saved view is open. */
    private void select(String id) {
        BuiltInView builtIn = BuiltInView.fromCode(id).orElse(null);
        if (builtIn == null || open != null) {
            open(id);
        } else {
            show(target().query()
                    .withSearch(builtIn.query().search())
                    .withStates(builtIn.query().states()));
        }
        addressListener.run();
    }

    private void onAction(ServerViewMenu.Action action) {
        Optional<OpenView> opened = Optional.ofNullable(open);
        switch (action) {
            case CREATE -> actions.create(this, messages);
            case UPDATE -> opened.ifPresent(view -> actions.update(view, this, messages));
            case RENAME -> opened.ifPresent(view -> actions.rename(view, this, messages));
            case START ->
                Optional.ofNullable(selectedId()).ifPresent(id -> actions.setStartView(id, this, messages));
            case DELETE -> opened.ifPresent(view -> actions.delete(view, this, messages));
        }
    }

    /** Returns the filters and columns that the grid shows. */
    ServerViewContent displayedContent() {
        return ServerViewContent.of(target().query(), target().layout());
    }

    void onSaved(OpenView saved, String messageKey) {
        open = saved;
        target().show(target().query(), target().layout());
        onChanged();
        Toasts.showSuccess(messages.text(messageKey, saved.view().name().value()));
    }

    void onDeleted() {
        show(ServerGridQuery.ALL);
        onChanged();
    }

    void onChanged() {
        reload();
        addressListener.run();
    }

    private void reload() {
        available = actions.load();
        showTabs();
    }

    private ServerViewTarget target() {
        return Objects.requireNonNull(target, "bind was not called");
    }
}
