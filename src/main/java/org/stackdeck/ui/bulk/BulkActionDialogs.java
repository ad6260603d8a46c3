package org.stackdeck.ui.bulk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Opens the dialog of a bulk action and runs the action for the current user. */
public final class BulkActionDialogs {

    private final Services services;
    private final Component page;
    private final Messages messages;
    private final Runnable onFirstSubmitted;
    /** The dialog that was opened last, even if it has been closed; null before the first dialog is opened. */
    private @Nullable BulkActionDialog opened;

    @org.springframework.stereotype.Component
    @UIScope
    public record Services(
            OperationService operations,
            CurrentUser currentUser,
            ViewerPermissions viewer,
            ReauthenticationHandler reauthentication,
            UiPush uiPush) {}

    /**
     * @param page receives progress while it is attached
     * @param onFirstSubmitted runs once for each bulk action, when its first submission result arrives
     */
    public BulkActionDialogs(Services services, Component page, Messages messages, Runnable onFirstSubmitted) {
        this.services = services;
        this.page = page;
        this.messages = messages;
        this.onFirstSubmitted = onFirstSubmitted;
    }

    /** @param consequences sentences about the effect of the action on other resources */
    public void openDialog(List<BulkTarget> selected, CloudAction action, List<String> consequences) {
        long able = selected.stream().filter(BulkTarget::isAvailable).count();
        if (able > OperationService.MAX_BULK_TARGETS) {
            Toasts.showError(
                    messages.text("servers.bulk.too-many", OperationService.MAX_BULK_TARGETS),
                    messages.text("servers.bulk.too-many.more", able));
            return;
        }
        if (opened != null) {
            opened.close();
        }
        opened = new BulkActionDialog(
                selected,
                action,
                consequences,
                messages,
                services.reauthentication(),
                (dialog, targets) -> start(dialog, targets, action));
        opened.open();
    }

    private void start(BulkActionDialog dialog, List<BulkTarget> targets, CloudAction action) {
        new BulkActionRun(services, page, dialog, messages, onFirstSubmitted)
                .start(
                        UI.getCurrentOrThrow(),
                        targets.stream().map(BulkTarget::key).toList(),
                        action);
    }
}
