package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.function.Consumer;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Administration page that reloads its data after each change reported by {@link AdminChangeNotifier}. */
public abstract class ReloadingAdminPage<T> extends TitledPage {

    private final transient AdminChangeNotifier notifier;
    private final transient ReauthenticationHandler handler;
    private final transient CurrentUser currentUser;

    protected ReloadingAdminPage(
            String titleKey, AdminChangeNotifier notifier, ReauthenticationHandler handler, CurrentUser currentUser) {
        super(titleKey);
        this.notifier = notifier;
        this.handler = handler;
        this.currentUser = currentUser;
    }

    /** Loads the data after checking that the caller is an administrator. Can run without the session lock. */
    protected abstract T load(Caller caller);

    protected abstract void update(T data);

    protected final void reload() {
        update(load(currentUser.caller()));
    }

    /** Runs an action of the user, after re-authentication if required. */
    protected final void perform(Consumer<Caller> action) {
        handler.runAuthenticated(messages, action);
    }

    /** Returns a primary button that creates an object. */
    protected final Button createButton(String key, Runnable pressed) {
        Button create = new Button(messages.text(key), new SpriteIcon("plus"), _ -> pressed.run());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, () -> load(caller), this::update);
    }
}
