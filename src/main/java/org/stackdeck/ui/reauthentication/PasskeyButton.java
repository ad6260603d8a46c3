package org.stackdeck.ui.reauthentication;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Button that requests a passkey from the browser and passes on the response. Shows an error if the request fails. */
@JsModule("context://frontend/js/passkey.js")
final class PasskeyButton extends NativeButton {

    private final Messages messages;
    private final transient Supplier<String> options;
    private final transient Consumer<String> responseHandler;
    private boolean waiting;

    PasskeyButton(Messages messages, Supplier<String> options, Consumer<String> responseHandler) {
        this.messages = messages;
        this.options = options;
        this.responseHandler = responseHandler;
        addClassNames("button", "small");
        getElement().setAttribute("type", "button");
        add(new SpriteIcon("key", "i i-s"), new Span(messages.text("signin.passkey.button")));
        addClickListener(_ -> requestPasskey());
    }

    /**
     * Requests a passkey unless a request is pending. Stackdeck keeps each request in memory until it receives the
     * response.
     */
    private void requestPasskey() {
        if (waiting) {
            return;
        }
        waiting = true;
        getElement()
                .executeJs("return window.stackdeckPasskey.get($0)", options.get())
                .then(
                        String.class,
                        response -> {
                            waiting = false;
                            responseHandler.accept(response);
                        },
                        _ -> {
                            waiting = false;
                            Toasts.showError(messages.text("signin.passkey.not-used"), "");
                        });
    }
}
