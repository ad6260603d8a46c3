package org.stackdeck.usability;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.StackdeckProcess;

/** Performs the tasks in Stackdeck, as a member who manages the project or as an administrator. */
final class StackdeckConsole implements TaskConsole {

    private static final String MEMBER = "mia";
    private static final String ADMINISTRATOR = "root";

    private final TestBrowsers browsers;
    private final StackdeckProcess process;

    StackdeckConsole(TestBrowsers browsers, StackdeckProcess process) {
        this.browsers = browsers;
        this.process = process;
        JsonHttpClient administrator = process.setUp(ADMINISTRATOR);
        process.rest()
                .post("/api/auth/register", Map.of("username", MEMBER, "password", StackdeckProcess.PASSWORD))
                .expect(202);
        administrator.post("/api/admin/users/" + MEMBER + "/approve", Map.of()).expect(200);
        administrator
                .post(
                        "/api/admin/grants",
                        Map.of("user", MEMBER, "cloud", "staff", "project", "staff", "role", "manager"))
                .expect(201);
    }

    @Override
    public String name() {
        return "Stackdeck";
    }

    @Override
    public Page openStartPage() {
        return signIn(MEMBER);
    }

    @Override
    public Page openAdministratorPage() {
        return signIn(ADMINISTRATOR);
    }

    private Page signIn(String user) {
        Page page = browsers.openPage(process.url());
        page.navigate("/login");
        page.getByLabel("Username").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(StackdeckProcess.PASSWORD);
        button(page, "Sign in").click();
        page.locator("vaadin-grid.servers a").first().waitFor();
        return page;
    }

    @Override
    public void uploadImageAndLaunch(TaskRecording task, String name, Path file) {
        Page page = task.page();
        task.click("Images", menu(page, "Images"));
        task.click("Create image", action(page, "create"));
        task.fill("name", dialog(page).getByLabel("Name"), name);
        task.select("format", () -> selectInDialog(page, "Disk format", "Raw"));
        task.click("Create image", submit(page, "Create image"));
        Locator input = page.locator("vaadin-upload input[type=file]");
        input.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        task.select("file", () -> input.setInputFiles(file));
        task.see(page.getByText("Active", new Page.GetByTextOptions().setExact(true)));
        task.click("Launch server", action(page, "launch"));
        task.fill("name", page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)), name);
        completeLaunch(task, name);
    }

    /** Selects a flavor and launches the server. The network of the project is already selected. */
    private static void completeLaunch(TaskRecording task, String name) {
        Page page = task.page();
        task.click(
                "m1.tiny",
                page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("m1\\.tiny"))));
        task.click("Launch", button(page, "Launch"));
        task.see(row(page, "Running", name));
    }

    @Override
    public void growVolume(TaskRecording task, String volume, int size) {
        Page page = task.page();
        task.click("Volumes", menu(page, "Volumes"));
        task.click("volume", link(page, volume));
        task.click("Extend volume", action(page, "extend"));
        task.fill("size", dialog(page).getByLabel("New size (GB)"), String.valueOf(size));
        task.click("Extend volume", submit(page, "Extend volume"));
        task.see(page.getByText(size + " GB", new Page.GetByTextOptions().setExact(true)));
    }

    @Override
    public void openHttpsToEveryone(TaskRecording task, String server, String group) {
        Page page = task.page();
        task.click("server", link(page, server));
        task.click("Network", page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Network")));
        task.click("Add security group", action(page, "add-security-group"));
        task.click("Create security group", action(page, "create"));
        task.fill("name", dialog(page).last().getByLabel("Name").first(), group);
        task.select("HTTPS", () -> selectInDialog(page, "Allow from everyone (optional)", "HTTPS (TCP 443)"));
        task.click(
                "Create security group", submit(page, "Create security group").last());
        Locator add = submit(page, "Add security group");
        page.waitForCondition(() -> page.getByRole(AriaRole.DIALOG)
                .getByLabel("Security group", new Locator.GetByLabelOptions().setExact(true))
                .inputValue()
                .equals(group));
        task.click("Add security group", add);
        task.see(page.locator("[data-action=remove-security-group][aria-label*='" + group + "']"));
        task.fill("port", page.locator(".reachability vaadin-integer-field input"), "443");
        task.see(page.getByText(Pattern.compile("Everyone \\(IPv4\\): allowed by " + group)));
    }

    @Override
    public void assignPublicAddress(TaskRecording task, String server) {
        Page page = task.page();
        task.click("server", link(page, server));
        task.click("Network", page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Network")));
        task.click("Associate floating IP", action(page, "associate-floating-ip"));
        task.click("Allocate floating IP", action(page, "create"));
        Locator network = dialog(page).last().getByLabel("Network", new Locator.GetByLabelOptions().setExact(true));
        page.waitForCondition(() -> !network.inputValue().isEmpty());
        task.click("Allocate floating IP", submit(page, "Allocate floating IP").last());
        Locator associate = submit(page, "Associate floating IP");
        page.waitForCondition(() -> associate.isEnabled());
        task.click("Associate floating IP", associate);
        task.see(page.getByText(Pattern.compile("203\\.0\\.113\\.")));
    }

    @Override
    public void findUsersOfSecurityGroup(TaskRecording task, String group, Iterable<String> servers) {
        Page page = task.page();
        task.click("Security groups", menu(page, "Security groups"));
        task.click("group", link(page, group));
        for (String server : servers) {
            task.see(page.locator(".used-by"), server);
        }
    }

    @Override
    public void findServerByAddress(TaskRecording task, String server, String address) {
        Page page = task.page();
        task.fill("address", page.getByLabel("Filter servers", new Page.GetByLabelOptions().setExact(true)), address);
        task.see(page.locator("vaadin-grid.servers").getByText(address));
        task.see(link(page, server));
    }

    @Override
    public void findErrorOfServer(TaskRecording task, String server) {
        Page page = task.page();
        task.click("server", link(page, server));
        task.see(page.locator(".activity"), "Failed");
    }

    @Override
    public void restart(TaskRecording task, Iterable<String> servers) {
        Page page = task.page();
        for (String server : servers) {
            task.click("checkbox", page.locator("input.pick[aria-label='Select " + server + "']"));
        }
        task.click("Reboot", page.getByRole(AriaRole.BUTTON, named("Reboot 4")).first());
        task.click("Reboot 4 servers", submit(page, "Reboot 4 servers"));
        for (String server : servers) {
            task.see(row(page, "Rebooting", server));
        }
        for (String server : servers) {
            task.see(row(page, "Running", server));
        }
    }

    @Override
    public void launch(TaskRecording task, String name) {
        Page page = task.page();
        task.click(
                "Launch server", page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Launch server")));
        task.fill("name", page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)), name);
        task.select("image", () -> select(page, "Image", "cirros-lab"));
        completeLaunch(task, name);
    }

    @Override
    public void giveAccess(TaskRecording task, String colleague) {
        Page page = task.page();
        task.click("Invitations", menu(page, "Invitations"));
        task.click("Create invitation", button(page, "Create invitation"));
        task.fill("note", page.getByLabel("Note"), colleague);
        task.click("Also grant access", page.getByLabel("Also grant access"));
        task.select("project", () -> select(page, "Projects", "staff"));
        task.click("Manage", button(page, "Manage"));
        task.click("Create link", button(page, "Create link"));
        task.see(page.getByText(Pattern.compile("/register\\?")));
    }

    @Override
    public void findWhoStopped(TaskRecording task, String server) {
        Page page = task.page();
        task.click("server", link(page, server));
        task.see(page.locator(".activity"), "Stop");
    }

    private static void select(Page page, String field, String entry) {
        Locator box = page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(field).setExact(true));
        box.click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(beginsWith(entry)))
                .first()
                .click();
    }

    private static void selectInDialog(Page page, String field, String entry) {
        dialog(page)
                .last()
                .getByLabel(field, new Locator.GetByLabelOptions().setExact(true))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(beginsWith(entry)))
                .first()
                .click();
    }

    private static Locator menu(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(beginsWith(name)))
                .first();
    }

    private static Pattern beginsWith(String text) {
        return Pattern.compile("^" + text.replaceAll("[()]", "\\\\$0"));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator row(Page page, String state, String server) {
        return page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(state + ".*" + server)));
    }

    private static Locator action(Page page, String code) {
        return page.locator("[data-action=" + code + "]:visible");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator submit(Page page, String name) {
        return dialog(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }
}
