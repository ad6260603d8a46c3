package org.stackdeck.ui.commands;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.servers.ServerGridTestBase;
import tools.jackson.databind.node.ObjectNode;

/** Base of tests of the command palette. The user is jonas, who operates the servers of one project. */
abstract class CommandPaletteTestBase extends ServerGridTestBase {

    @Autowired
    FakeOperationService operations;

    @Autowired
    ApplicationEventPublisher events;

    User jonas;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        jonas = directory.member("jonas");
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("db-01").project(ServerBuilder.RESEARCH).build());
        signIn(jonas);
        super.initVaadinEnvironment();
    }

    void changed() {
        events.publishEvent(new AccessChanged(jonas.id()));
        inventory.notifySubscribers();
        roundTrip();
    }

    /** Opens the palette on the current page. */
    void show(String address) {
        MainLayout layout = find(MainLayout.class).single();
        ObjectNode data = JacksonUtils.createObjectNode();
        data.put("event.detail", address);
        fire(layout, "sd-commands", data);
        roundTrip();
    }

    void type(String text) {
        Input input = find(Input.class)
                .withAttribute("aria-controls", "command-options")
                .single();
        test(input).setValue(text);
        roundTrip();
    }

    void run(String label) {
        fire(option(label), "click");
        roundTrip();
    }

    List<Div> options() {
        return find(Div.class).withAttribute("role", "option").all();
    }

    Div option(String label) {
        return options().stream()
                .filter(option -> label(option).equals(label))
                .findFirst()
                .orElseThrow();
    }

    List<String> labels() {
        return options().stream().map(CommandPaletteTestBase::label).toList();
    }

    String note() {
        return find(Span.class).withClassName("note").all().getLast().getText();
    }

    static String html(Div option) {
        return option.getElement().getProperty("innerHTML");
    }

    static String label(Div option) {
        return html(option).replaceAll("(?s).*?<span class=\"clip\">(.*?)</span>.*", "$1");
    }

    /** Returns the text next to the label of an entry. */
    String detail(String label) {
        return html(option(label)).replaceAll("(?s).*<span class=\"muted clip\">(.*?)</span>.*", "$1");
    }

    /** Returns the path and query of the current page. */
    static String location() {
        return UI.getCurrentOrThrow().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }
}
