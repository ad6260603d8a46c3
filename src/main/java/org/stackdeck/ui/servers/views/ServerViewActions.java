package org.stackdeck.ui.servers.views;

import org.springframework.stereotype.Component;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewException;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;

/** Saves, renames and deletes views of the user, with the dialogs. */
@Component
class ServerViewActions {

    private final SavedViewService views;
    private final UserPreferenceService preferences;
    private final CurrentUser currentUser;

    ServerViewActions(SavedViewService views, UserPreferenceService preferences, CurrentUser currentUser) {
        this.views = views;
        this.preferences = preferences;
        this.currentUser = currentUser;
    }

    AvailableViews load() {
        return AvailableViews.load(currentUser.caller(), views, preferences);
    }

    void create(ServerViewTabs tabs, Messages messages) {
        new ServerViewNameDialog(messages, messages.text("servers.views.create.title"), "", name -> {
                    ServerViewContent content = tabs.displayedContent();
                    SavedView view = views.create(currentUser.caller(), name, content.toJson());
                    tabs.onSaved(new OpenView(view, content), "servers.views.saved");
                })
                .open();
    }

    /** Replaces the content of the view. */
    void update(OpenView open, ServerViewTabs tabs, Messages messages) {
        ServerViewContent content = tabs.displayedContent();
        try {
            SavedView stored = loadStored(open.view());
            SavedView view = new SavedView(stored.id(), stored.name(), content.toJson());
            views.update(currentUser.caller(), view);
            tabs.onSaved(new OpenView(view, content), "servers.views.saved");
        } catch (SavedViewException e) {
            Toasts.showError(messages.text(ServerViewNameDialog.errorKey(e.reason())), "");
        }
    }

    void rename(OpenView open, ServerViewTabs tabs, Messages messages) {
        new ServerViewNameDialog(
                        messages,
                        messages.text("servers.views.rename.title"),
                        open.view().name().value(),
                        name -> tabs.onSaved(rename(open.view(), name), "servers.views.renamed"))
                .open();
    }

    private OpenView rename(SavedView before, SavedViewName name) {
        SavedView view = new SavedView(before.id(), name, loadStored(before).content());
        views.update(currentUser.caller(), view);
        return OpenView.of(view);
    }

    void delete(OpenView open, ServerViewTabs tabs, Messages messages) {
        SavedView view = open.view();
        new ConfirmationDialog(
                        messages,
                        messages.text("servers.views.delete.title", view.name().value()),
                        messages.text("servers.views.delete.confirm"),
                        () -> {
                            views.delete(currentUser.caller(), view.id());
                            tabs.onDeleted();
                        },
                        messages.text("servers.views.delete.text"))
                .open();
    }

    /** @param id ID of a saved or built-in view */
    void setStartView(String id, ServerViewTabs tabs, Messages messages) {
        preferences.save(currentUser.caller(), UserPreferenceName.SERVER_START_VIEW, id);
        tabs.onChanged();
        Toasts.showSuccess(messages.text("servers.views.started"));
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
}
