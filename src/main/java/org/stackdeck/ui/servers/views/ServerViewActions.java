package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.preferences.PreferenceChangeNotifier;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewException;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.preferences.SavedViewVisibility;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.preferences.ViewSharingService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.component.dialog.CopyTextDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Loads, saves, shares and deletes views of the user, and opens the dialogs for these actions. */
@Component
class ServerViewActions {

    private final SavedViewService views;
    private final ViewSharingService sharing;
    private final UserPreferenceService preferences;
    private final PreferenceChangeNotifier changes;
    private final UiPush uiPush;
    private final PublicUrl publicUrl;
    private final CurrentUser currentUser;

    ServerViewActions(
            SavedViewService views,
            ViewSharingService sharing,
            UserPreferenceService preferences,
            PreferenceChangeNotifier changes,
            UiPush uiPush,
            PublicUrl publicUrl,
            CurrentUser currentUser) {
        this.views = views;
        this.sharing = sharing;
        this.preferences = preferences;
        this.changes = changes;
        this.uiPush = uiPush;
        this.publicUrl = publicUrl;
        this.currentUser = currentUser;
    }

    AvailableSavedViews load() {
        return load(currentUser.caller());
    }

    private AvailableSavedViews load(Caller caller) {
        return AvailableSavedViews.load(caller, views, sharing, preferences);
    }

    /** Passes the views to the receiver now and after each change, until the component is detached. */
    void bind(AttachEvent attached, Consumer<AvailableSavedViews> receiver) {
        Caller caller = currentUser.caller();
        uiPush.bind(attached, listener -> changes.subscribe(caller.userId(), listener), () -> load(caller), receiver);
    }

    /** @param suggestedName name of the view to copy; may be empty */
    void create(String suggestedName, ServerViewTabs tabs, Messages messages) {
        new ServerViewNameDialog(messages, messages.text("servers.views.create.title"), suggestedName, name -> {
                    SavedView view = views.create(
                            currentUser.caller(), name, tabs.displayedContent().toJson());
                    tabs.onSaved(view, "servers.views.saved");
                })
                .open();
    }

    /** Replaces the content of the view. If another page has changed the content, offers to load it instead. */
    void update(OpenedView before, ServerViewTabs tabs, Messages messages) {
        try {
            Caller caller = currentUser.caller();
            SavedView view = views.updateContent(
                    caller,
                    before.available().view().id(),
                    before.baseVersion(),
                    tabs.displayedContent().toJson());
            boolean shared = sharing.findSharing(caller, view.id()).isPresent();
            tabs.onSaved(view, shared ? "servers.views.saved.shared" : "servers.views.saved");
        } catch (SavedViewException e) {
            if (e.reason() == SavedViewException.Reason.CHANGED) {
                offerReload(before, tabs, messages);
            } else {
                Toasts.showError(messages.text(ServerViewNameDialog.errorKey(e.reason())), "");
            }
        }
    }

    private static void offerReload(OpenedView before, ServerViewTabs tabs, Messages messages) {
        new ConfirmationDialog(
                        messages,
                        messages.text("servers.views.conflict.title", before.name()),
                        messages.text("servers.views.conflict.reload"),
                        () -> {
                            tabs.onChanged();
                            tabs.select(before.id());
                        },
                        messages.text("servers.views.conflict.text"))
                .open();
    }

    void rename(SavedView before, ServerViewTabs tabs, Messages messages) {
        new ServerViewNameDialog(
                        messages,
                        messages.text("servers.views.rename.title"),
                        before.name().value(),
                        name -> {
                            SavedView renamed = views.rename(currentUser.caller(), before.id(), name);
                            tabs.onChanged();
                            Toasts.showSuccess(messages.text(
                                    "servers.views.renamed", renamed.name().value()));
                        })
                .open();
    }

    void share(SavedView view, ServerViewTabs tabs, Messages messages) {
        Caller caller = currentUser.caller();
        new ShareViewDialog(
                        messages,
                        view.name().value(),
                        new ShareViewDialog.Choices(
                                sharing.findShareableGroups(caller),
                                currentUser.user().isAdministrator()),
                        sharing.findSharing(caller, view.id()),
                        selected -> {
                            share(view, selected);
                            tabs.onChanged();
                            Toasts.showSuccess(messages.text(
                                    selected.isPresent() ? "servers.views.shared" : "servers.views.unshared",
                                    view.name().value()));
                        })
                .open();
    }

    private void share(SavedView view, Optional<SavedViewVisibility> selected) {
        Caller caller = currentUser.caller();
        selected.ifPresentOrElse(
                target -> sharing.share(caller, view.id(), target), () -> sharing.unshare(caller, view.id()));
    }

    /** Shows a link with which any user opens the filters and columns. */
    void showLink(Map<String, String> parameters, Messages messages) {
        String path = "/" + ServerRoutes.PATH + "?"
                + QueryParameters.simple(parameters).getQueryString();
        UI.getCurrentOrThrow()
                .getPage()
                .fetchCurrentURL(page -> CopyTextDialog.forLink(
                                messages,
                                messages.text("servers.views.link.title"),
                                publicUrl.link(path, page),
                                messages.text("servers.views.link.copy"),
                                messages.text("servers.views.link.text"))
                        .open());
    }

    void hide(SavedView view, ServerViewTabs tabs, Messages messages) {
        sharing.hide(currentUser.caller(), view.id());
        tabs.onRemoved();
        Toasts.showSuccess(
                messages.text("servers.views.hidden", view.name().value()),
                messages.text("servers.delete.undo"),
                () -> unhide(view, tabs));
    }

    private void unhide(SavedView view, ServerViewTabs tabs) {
        sharing.unhide(currentUser.caller(), view.id());
        if (!tabs.isAttached()) {
            // The user has opened another page, whose URL must not change.
            return;
        }
        tabs.onChanged();
        tabs.select(view.id().toString());
    }

    void showHidden(ServerViewTabs tabs) {
        sharing.showHidden(currentUser.caller());
        tabs.onChanged();
    }

    void delete(SavedView view, ServerViewTabs tabs, Messages messages) {
        boolean shared = sharing.findSharing(currentUser.caller(), view.id()).isPresent();
        new ConfirmationDialog(
                        messages,
                        messages.text("servers.views.delete.title", view.name().value()),
                        messages.text("servers.views.delete.confirm"),
                        () -> {
                            views.delete(currentUser.caller(), view.id());
                            tabs.onRemoved();
                        },
                        paragraphs(shared, messages).toArray(String[]::new))
                .open();
    }

    private static List<String> paragraphs(boolean shared, Messages messages) {
        String text = messages.text("servers.views.delete.text");
        return shared ? List.of(text, messages.text("servers.views.delete.shared")) : List.of(text);
    }

    /** @param id ID of a saved or built-in view */
    void setStartView(String id, ServerViewTabs tabs, Messages messages) {
        preferences.save(currentUser.caller(), UserPreferenceName.SERVER_START_VIEW, id);
        tabs.onChanged();
        Toasts.showSuccess(messages.text("servers.views.started"));
    }
}
