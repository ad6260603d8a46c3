package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.preview.PageTestConfiguration;
import org.stackdeck.ui.servers.detail.ServerDetailTestBase;
import tools.jackson.databind.node.ObjectNode;

class CommandPaletteTests extends ServerDetailTestBase {

    @Test
    void withoutTextThePagesThatTheUserMayOpenAreListed() {
        show("/servers");

        assertThat(labels()).contains("Servers", "Operations").doesNotContain("Users", "Audit");
    }

    @Test
    void serversAreFoundByNameAndOpened() {
        show("/servers");
        type("web-01");

        assertThat(labels()).contains("web-01");
        run("web-01");

        assertThat(UI.getCurrentOrThrow().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("servers/lab/web-01");
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void invisibleServersAreNotFound() {
        inventory.put(
                ServerBuilder.named("secret-1").project(ServerBuilder.RESEARCH).build());
        show("/servers");
        type("secret");

        assertThat(labels()).isEmpty();
        assertThat(note()).startsWith("Nothing found");
    }

    @Test
    void rebootRequiresConfirmation() {
        show("/servers");
        type("reboot web-01");
        run("Reboot: web-01");
        assertThat(operations.accepted()).isEmpty();

        find(Button.class).withText("Reboot").single().click();

        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void unavailableActionShowsItsReasonAndDoesNothing() {
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        changed();
        show("/servers");
        type("stop web-01");

        Div option = option("Stop: web-01");
        assertThat(option.getElement().getAttribute("aria-disabled")).isEqualTo("true");
        assertThat(html(option)).contains("Already off");
        run("Stop: web-01");
        assertThat(operations.accepted()).isEmpty();
        assertThat(find(Dialog.class).all()).hasSize(1);
    }

    @Test
    void actionWithoutServerAppliesToTheServerOfThePage() {
        show("/servers/lab/web-01/log");
        type("stop");

        assertThat(labels()).contains("Stop: web-01");
    }

    @Test
    void serverComesBeforeAnAbbreviatedActionOnTheServerOfThePage() {
        inventory.put(
                ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("stage-1").build());
        show("/servers/lab/web-01");
        type("sta");
        assertThat(labels()).startsWith("stage-1").contains("Start: web-01");

        type("start");
        assertThat(labels()).startsWith("Start: web-01");
    }

    @Test
    void confirmingAResizeRequiresConfirmation() {
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        inventory.put(
                ServerBuilder.named("web-01").status(ServerStatus.VERIFY_RESIZE).build());
        show("/servers/lab/web-01");
        type("confirm resize");
        run("Confirm resize: web-01");
        assertThat(operations.accepted()).isEmpty();

        find(Button.class).withText("Confirm resize").single().click();

        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void actionWithoutServerIsCompletedByTheName() {
        show("/servers");
        type("stop");
        run("Stop");

        assertThat(find(Input.class)
                        .withAttribute("aria-controls", "command-options")
                        .single()
                        .getValue())
                .isEqualTo("Stop ");
        assertThat(operations.accepted()).isEmpty();
    }

    @Test
    void lastOpenedServersComeFirst() {
        show("/servers");
        type("web-01");
        run("web-01");
        show("/operations");

        assertThat(labels().getFirst()).isEqualTo("web-01");
    }

    private void show(String address) {
        open("servers/lab/web-01");
        MainLayout layout = find(MainLayout.class).single();
        ObjectNode data = JacksonUtils.createObjectNode();
        data.put("event.detail", address);
        fire(layout, "sd-commands", data);
        roundTrip();
    }

    private void type(String text) {
        Input input = find(Input.class)
                .withAttribute("aria-controls", "command-options")
                .single();
        test(input).setValue(text);
        roundTrip();
    }

    private void run(String label) {
        fire(option(label), "click");
        roundTrip();
    }

    private List<Div> options() {
        return find(Div.class).withAttribute("role", "option").all();
    }

    private Div option(String label) {
        return options().stream()
                .filter(option -> label(option).equals(label))
                .findFirst()
                .orElseThrow();
    }

    private List<String> labels() {
        return options().stream().map(CommandPaletteTests::label).toList();
    }

    private String note() {
        return find(Span.class).withClassName("note").all().getLast().getText();
    }

    private static String html(Div option) {
        return option.getElement().getProperty("innerHTML");
    }

    private static String label(Div option) {
        return html(option).replaceAll("(?s).*?<span class=\"clip\">(.*?)</span>.*", "$1");
    }
}
