package org.stackdeck.ui.commands;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Dialog with a search field for servers, pages and actions. The browser handles the keys that select and activate an
 * entry (search.js).
 */
@JsModule("context://frontend/js/search.js")
public final class CommandPalette extends Dialog {

    private final transient CommandSearch commandSearch;
    private final Messages messages;
    private final Input input = new Input();
    private final Div options = StyledElements.div("options");
    private final Span note = StyledElements.span("note");
    private transient GeneralCommands catalog = GeneralCommands.EMPTY;
    private transient Optional<ServerKey> shown = Optional.empty();

    public CommandPalette(CommandSearch commandSearch, Messages messages) {
        this.commandSearch = commandSearch;
        this.messages = messages;
        addClassName("commands");
        setWidth("600px");
        setTop("12vh");
        getElement().setAttribute("aria-label", messages.text("commands.title"));
        prepareInput();
        options.setId("command-options");
        options.getElement().setAttribute("role", "listbox");
        options.getElement().setAttribute("aria-label", messages.text("commands.title"));
        note.getElement().setAttribute("role", "status");
        Div list = StyledElements.div("suggest", options, note);
        Div box = StyledElements.div("search palette", new SpriteIcon("search"), input, list);
        add(box);
        // A closed palette must not retain the servers, users and other objects that its entries refer to.
        addOpenedChangeListener(event -> {
            if (!event.isOpened()) {
                options.removeAll();
                catalog = GeneralCommands.EMPTY;
            }
        });
    }

    /**
     * Opens the palette with an empty search text.
     *
     * @param pages the pages that the user can open
     * @param shown the server of the current page; empty for none
     */
    public void open(List<Command> pages, Optional<ServerKey> shown) {
        this.catalog = commandSearch.load(pages, messages);
        this.shown = shown;
        input.setValue("");
        refresh("");
        open();
        input.focus();
    }

    /** Updates an open palette after the permissions of the user have changed. */
    public void refreshPermissions(List<Command> pages) {
        if (isOpened()) {
            catalog = commandSearch.load(pages, messages);
            refresh(input.getValue());
        }
    }

    private void prepareInput() {
        input.setPlaceholder(messages.text("commands.placeholder"));
        input.getElement().setAttribute("role", "combobox");
        input.getElement().setAttribute("aria-label", messages.text("commands.placeholder"));
        input.getElement().setAttribute("aria-autocomplete", "list");
        input.getElement().setAttribute("aria-controls", "command-options");
        input.getElement().setAttribute("aria-expanded", "true");
        input.getElement().setAttribute("autocomplete", "off");
        input.getElement().setAttribute("spellcheck", "false");
        input.getElement().setAttribute("maxlength", String.valueOf(CommandSearch.MAX_TEXT_LENGTH));
        // Flow sends one request at a time, each with the latest text.
        input.setValueChangeMode(ValueChangeMode.EAGER);
        UserInputListeners.onChange(input, this::refresh);
    }

    private void refresh(String typed) {
        List<Command> commands = commandSearch.find(typed, catalog, shown, messages);
        options.removeAll();
        int number = 0;
        for (Command command : commands) {
            options.add(option(command, number++));
        }
        note.setText(commands.isEmpty() ? messages.text("commands.none") : "");
        // Enter runs an entry only if the list matches the current text.
        options.getElement().setAttribute("data-for", typed);
    }

    private Div option(Command command, int number) {
        Div option = new Div();
        new InnerHtmlBuilder()
                .icon(command.icon())
                .text(command.label(), "clip")
                .text(command.detail(), "muted clip")
                .applyTo(option);
        option.setId("command-option-" + number);
        option.getElement().setAttribute("role", "option");
        option.getElement().setAttribute("aria-disabled", String.valueOf(!command.isEnabled()));
        option.getElement().addEventListener("click", _ -> run(command));
        return option;
    }

    private void run(Command command) {
        switch (command.effect()) {
            case Effect.Run(Runnable task) -> {
                close();
                commandSearch.recordRun(command);
                task.run();
            }
            case Effect.Complete(String text) -> {
                input.setValue(text);
                refresh(text);
            }
            case Effect.Disabled() -> {}
        }
    }
}
