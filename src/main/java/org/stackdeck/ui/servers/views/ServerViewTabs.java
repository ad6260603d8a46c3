package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;

/**
 * Tabs with the views of the user. The URL contains the filters, the columns, and the ID of an unchanged saved view, so
 * that a user without this view opens the same filters and columns. Without parameters, the start view is shown.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class ServerViewTabs extends Composite<ViewTabBar> {

    private final transient ServerViewActions actions;
    private final transient ServerViewParser parser;
    private final transient UiPush uiPush;
    private final Messages messages = Messages.current();
    private final ServerViewMenu menu = new ServerViewMenu(messages, this::onAction);
    private final IgnoredPartsBanner notice = new IgnoredPartsBanner(messages);
    private final ViewTabBar bar = new ViewTabBar(messages, menu, this::select);
    private transient @Nullable ServerViewSelection selection;
    private transient Runnable addressListener = () -> {};

    ServerViewTabs(ServerViewActions actions, ServerViewParser parser, UiPush uiPush) {
        this.actions = actions;
        this.parser = parser;
        this.uiPush = uiPush;
    }

    @Override
    protected ViewTabBar initContent() {
        return bar;
    }

    /** @param listener updates the URL; called after a view has been selected, saved or changed */
    public void bind(ViewableServerGrid grid, Runnable listener) {
        selection = new ServerViewSelection(grid);
        addressListener = listener;
    }

    /** Returns the line that lists the ignored parts of a view. */
    public Div notice() {
        return notice;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        actions.bind(event, this::onLoaded);
        uiPush.onChange(event, parser::onChange, this::onPermissionsChanged);
    }

    /** Shows the view or the filters of the URL, or the start view if the URL has no parameters. */
    public void open(Map<String, List<String>> parameters) {
        String named = parameters.getOrDefault(ServerViewSelection.VIEW, List.of()).stream()
                .findFirst()
                .orElse(null);
        if (named == null && !parameters.isEmpty()) {
            show(ServerViewContent.fromParameters(parameters, grid().storedSort()), "");
        } else if (!open(named == null ? selection().available().startView() : named)) {
            ServerViewContent linked = ServerViewContent.fromParameters(parameters);
            boolean hasContent = !linked.equals(ServerViewContent.of(ServerGridQuery.ALL, null));
            show(
                    linked,
                    named == null
                            ? ""
                            : messages.text(hasContent ? "servers.views.not-found.link" : "servers.views.not-found"));
        }
        // A saved view has its own grouping, which its owner may have changed since the URL was written.
        ServerGrouping linked = ServerGrouping.fromParameters(parameters).orElse(null);
        grid().showGrouping(selection().opened() == null ? linked : null);
        refresh();
    }

    /** Opens the view, even if it was saved on another page. Returns false if the user has no such view. */
    private boolean open(String id) {
        Optional<BuiltInView> builtIn = BuiltInView.fromCode(id);
        builtIn.ifPresent(view -> show(ServerViewContent.of(view.query().withOrder(grid().storedSort()), null), ""));
        if (builtIn.isPresent()) {
            return true;
        }
        if (selection().available().find(id).isEmpty()) {
            selection().setAvailable(actions.load());
            showTabs();
        }
        Optional<AvailableSavedView> found = selection().available().find(id);
        found.ifPresent(view -> show(parser.parse(view)));
        return found.isPresent();
    }

    /** @param more text for the line below the title; may be empty */
    private void show(ServerViewContent stored, String more) {
        selection().setOpened(null);
        apply(parser.restrict(stored), more);
    }

    private void show(OpenedView opened) {
        selection().setOpened(opened);
        apply(opened.content(), "");
    }

    private void apply(ServerViewContent content, String more) {
        grid().show(content.query(), content.layout());
        refresh();
        notice.show(
                content.ignored(),
                content.query().unknownTokens().stream()
                        .filter(token -> !grid().hasMatch(token))
                        .toList(),
                content.query().unknownValues(),
                more);
    }

    /** Returns the query parameters for the view or the filters. */
    public Map<String, String> toParameters() {
        return selection().toParameters();
    }

    /** Returns the name of the selected view; empty if none is selected. */
    public String selectedName() {
        OpenedView open = selection().opened();
        String selected = selection().selectedId();
        return open != null ? open.name() : selected == null ? "" : messages.text("servers.views." + selected);
    }

    /** Updates the selected tab and the menu. Must be called after the filters or the columns have changed. */
    public void refresh() {
        OpenedView open = selection().opened();
        bar.select(
                selection().selectedId(),
                open == null ? null : open.available(),
                selection().isModified());
        menu.update(selection().menuState());
        refreshCounts();
    }

    /** Updates the numbers of servers on the tabs. Callers must throttle frequent calls. */
    public void refreshCounts() {
        selection().counts().forEach(bar::showCount);
    }

    /** Shows the parts of the views that the user may see now. Keeps changed filters and columns of the open view. */
    private void onPermissionsChanged() {
        selection().parseTabs(parser);
        OpenedView before = selection().opened();
        if (before != null && !before.isModified(grid())) {
            OpenedView opened = parser.parse(before.available());
            if (!opened.content().equals(before.content())) {
                show(opened);
                addressListener.run();
                return;
            }
        }
        refreshCounts();
    }

    private void showTabs() {
        bar.show(selection().available().tabs());
        selection().parseTabs(parser);
        refresh();
    }

    /** Selects a view. A built-in view keeps the scope and the sort order, unless a saved view is open. */
    void select(String id) {
        BuiltInView builtIn = BuiltInView.fromCode(id).orElse(null);
        if (builtIn == null || selection().opened() != null) {
            if (!open(id)) {
                notice.show(messages.text("servers.views.error.unknown"));
            }
        } else {
            show(ServerViewContent.of(builtIn.applyTo(grid().query()), null), "");
        }
        addressListener.run();
    }

    private void onAction(ServerViewMenu.Action action) {
        Optional<OpenedView> open = Optional.ofNullable(selection().opened());
        Optional<SavedView> view = open.map(opened -> opened.available().view());
        switch (action) {
            case CREATE -> actions.create(open.map(OpenedView::copiedName).orElse(""), this, messages);
            case UPDATE -> open.ifPresent(opened -> actions.update(opened, this, messages));
            case RENAME -> view.ifPresent(saved -> actions.rename(saved, this, messages));
            case SHARE -> view.ifPresent(saved -> actions.share(saved, this, messages));
            case LINK -> actions.showLink(linkParameters(), messages);
            case START ->
                Optional.ofNullable(selection().selectedId()).ifPresent(id -> actions.setStartView(id, this, messages));
            case HIDE -> view.ifPresent(shared -> actions.hide(shared, this, messages));
            case UNHIDE -> actions.showHidden(this);
            case DELETE -> view.ifPresent(saved -> actions.delete(saved, this, messages));
        }
    }

    Map<String, String> linkParameters() {
        return selection().linkParameters();
    }

    ServerViewContent displayedContent() {
        return selection().displayedContent();
    }

    void onSaved(SavedView saved, String messageKey) {
        AvailableSavedViews loaded = actions.load();
        selection().setAvailable(loaded);
        selection()
                .setOpened(loaded.find(saved.id().toString()).map(parser::parse).orElse(null));
        // From now on, changed columns belong to the view and not to the user.
        grid().show(grid().query(), grid().layout());
        notice.hide();
        showTabs();
        returnToMenu();
        Toasts.showSuccess(messages.text(messageKey, saved.name().value()));
    }

    void onRemoved() {
        show(ServerViewContent.of(ServerGridQuery.ALL.withOrder(grid().storedSort()), null), "");
        onChanged();
    }

    /** Shows the views after an action of the menu, and returns the focus to the menu's button. */
    void onChanged() {
        onLoaded(actions.load());
        returnToMenu();
    }

    private void returnToMenu() {
        addressListener.run();
        menu.focus();
    }

    /** Shows the loaded views. Another page or user may have changed them. */
    private void onLoaded(AvailableSavedViews loaded) {
        if (loaded.equals(selection().available()) && !bar.isEmpty()) {
            return;
        }
        selection().setAvailable(loaded);
        OpenedView before = selection().opened();
        boolean shown = before != null && refreshOpenedView(before);
        showTabs();
        if (shown) {
            addressListener.run();
        }
    }

    /** Updates the open view, except for changed filters and columns. Returns whether the view has changed. */
    private boolean refreshOpenedView(OpenedView before) {
        AvailableSavedView now = selection().available().find(before.id()).orElse(null);
        if (now == null) {
            selection().setOpened(null);
            notice.show(messages.text("servers.views.gone", before.name()));
            return true;
        }
        if (now.equals(before.available())) {
            return false;
        }
        boolean modified = before.isModified(grid());
        OpenedView opened = parser.parse(now);
        // The changes of the user remain based on the earlier version, so that they do not overwrite the later version.
        selection()
                .setOpened(modified ? new OpenedView(now, opened.content(), before.baseVersionAfter(opened)) : opened);
        if (!modified && !opened.content().equals(before.content())) {
            apply(opened.content(), "");
        }
        return true;
    }

    private ViewableServerGrid grid() {
        return selection().grid();
    }

    private ServerViewSelection selection() {
        return Objects.requireNonNull(selection, "bind was not called");
    }
}
