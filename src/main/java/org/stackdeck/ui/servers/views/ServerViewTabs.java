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
import org.stackdeck.preferences.SavedViewException;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
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

    private final transient SavedViewService views;
    private final transient UserPreferenceService preferences;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final ServerViewMenu menu = new ServerViewMenu(messages, this::onAction);
    private final Map<String, NativeButton> tabs = new LinkedHashMap<>();
    private transient List<SavedView> saved;
    private String startView;
    private transient @Nullable OpenView open;
    private transient @Nullable ServerViewTarget target;
    private transient Runnable addressListener = () -> {};

    private record OpenView(SavedView view, ServerViewContent content) {}

    ServerViewTabs(SavedViewService views, UserPreferenceService preferences, CurrentUser currentUser) {
        this.views = views;
        this.preferences = preferences;
        this.currentUser = currentUser;
        this.saved = views.list(currentUser.caller());
        this.startView = preferences
                .find(currentUser.caller(), UserPreferenceName.SERVER_START_VIEW)
                .orElse(BuiltInView.ALL.code());
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
        } else if (!open(named == null ? startView : named)) {
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
        if (find(id).isEmpty()) {
            reload();
        }
        Optional<SavedView> found = find(id);
        found.ifPresent(this::show);
        return found.isPresent();
    }

    private Optional<SavedView> find(String id) {
        return saved.stream().filter(view -> view.id().toString().equals(id)).findFirst();
    }

    private void show(ServerGridQuery query) {
        open = null;
        target().show(query, null);
        refresh();
    }

    private void show(SavedView view) {
        ServerViewContent content = ServerViewContent.fromJson(view.content());
        open = new OpenView(view, content);
        target().show(content.query(), content.layout());
        refresh();
        if (!content.complete()) {
            Toasts.showError(
                    messages.text("servers.views.incomplete", view.name().value()),
                    messages.text("servers.views.incomplete.text"));
        }
    }

    /** Returns the query parameters for the view or the filters. */
    public Map<String, String> toParameters() {
        if (open != null && !isModified()) {
            return Map.of(VIEW, open.view().id().toString());
        }
        Map<String, String> parameters = target().query().toParameters();
        return parameters.isEmpty() && !startView.equals(BuiltInView.ALL.code())
                ? Map.of(VIEW, BuiltInView.ALL.code())
                : parameters;
    }

    /** Marks the selected tab. Must be called after the filters or the columns have changed. */
    public void refresh() {
        String selected = selectedId();
        tabs.forEach((id, tab) -> tab.getElement().setAttribute("aria-pressed", String.valueOf(id.equals(selected))));
        if (open != null) {
            String name = open.view().name().value();
            NativeButton tab = tabs.get(open.view().id().toString());
            if (tab != null) {
                tab.setText(isModified() ? messages.text("servers.views.modified", name) : name);
            }
        }
        menu.update(new ServerViewMenu.State(
                open != null,
                open != null && (isModified() || !open.content().complete()),
                selected != null && !selected.equals(startView)));
    }

    private @Nullable String selectedId() {
        return open != null
                ? open.view().id().toString()
                : BuiltInView.withFiltersOf(target().query())
                        .map(BuiltInView::code)
                        .orElse(null);
    }

    private boolean isModified() {
        return open != null && !open.content().isUnchanged(target().query(), target().layout());
    }

    private void showTabs() {
        removeAll();
        tabs.clear();
        for (BuiltInView view : BuiltInView.values()) {
            addTab(view.code(), messages.text("servers.views." + view.code()));
        }
        saved.forEach(view -> addTab(view.id().toString(), view.name().value()));
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
        switch (action) {
            case CREATE ->
                new ServerViewNameDialog(messages, messages.text("servers.views.create.title"), "", this::create)
                        .open();
            case UPDATE -> update();
            case START -> setStartView();
            case RENAME -> Optional.ofNullable(open).ifPresent(this::openRenameDialog);
            case DELETE -> Optional.ofNullable(open).ifPresent(this::confirmDeletion);
        }
    }

    private void create(SavedViewName name) {
        ServerViewContent content = currentContent();
        SavedView view = views.create(currentUser.caller(), name, content.toJson());
        onSaved(view, content, "servers.views.saved");
    }

    private void update() {
        if (open != null) {
            ServerViewContent content = currentContent();
            try {
                SavedView stored = loadStored(open.view());
                SavedView view = new SavedView(stored.id(), stored.name(), content.toJson());
                views.update(currentUser.caller(), view);
                onSaved(view, content, "servers.views.saved");
            } catch (SavedViewException e) {
                Toasts.showError(messages.text(ServerViewNameDialog.errorKey(e.reason())), "");
            }
        }
    }

    /**
     * Returns the view as it is stored now, which another page may have changed.
     *
     * @throws SavedViewException if it was deleted
     */
    private SavedView loadStored(SavedView view) {
        return views.list(currentUser.caller()).stream()
                .filter(stored -> stored.id().equals(view.id()))
                .findFirst()
                .orElseThrow(() -> new SavedViewException(SavedViewException.Reason.UNKNOWN));
    }

    private void openRenameDialog(OpenView renamed) {
        SavedView before = renamed.view();
        new ServerViewNameDialog(
                        messages,
                        messages.text("servers.views.rename.title"),
                        before.name().value(),
                        name -> {
                            SavedView view = new SavedView(
                                    before.id(), name, loadStored(before).content());
                            views.update(currentUser.caller(), view);
                            onSaved(view, ServerViewContent.fromJson(view.content()), "servers.views.renamed");
                        })
                .open();
    }

    private void confirmDeletion(OpenView deleted) {
        SavedView view = deleted.view();
        new ConfirmationDialog(
                        messages,
                        messages.text("servers.views.delete.title", view.name().value()),
                        messages.text("servers.views.delete.confirm"),
                        () -> {
                            views.delete(currentUser.caller(), view.id());
                            show(ServerGridQuery.ALL);
                            onChanged();
                        },
                        messages.text("servers.views.delete.text"))
                .open();
    }

    private void setStartView() {
        String selected = selectedId();
        if (selected != null) {
            preferences.save(currentUser.caller(), UserPreferenceName.SERVER_START_VIEW, selected);
            startView = selected;
            refresh();
            addressListener.run();
            Toasts.showSuccess(messages.text("servers.views.started"));
        }
    }

    private void onSaved(SavedView view, ServerViewContent content, String key) {
        open = new OpenView(view, content);
        target().show(target().query(), target().layout());
        onChanged();
        Toasts.showSuccess(messages.text(key, view.name().value()));
    }

    private void onChanged() {
        reload();
        addressListener.run();
    }

    private void reload() {
        saved = views.list(currentUser.caller());
        showTabs();
    }

    private ServerViewContent currentContent() {
        return ServerViewContent.of(target().query(), target().layout());
    }

    private ServerViewTarget target() {
        return Objects.requireNonNull(target, "bind was not called");
    }
}
