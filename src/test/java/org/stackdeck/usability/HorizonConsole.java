package org.stackdeck.usability;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.OpenStackCli;

/** Performs the tasks in Horizon, on the same cloud and with the usual settings of Horizon. */
final class HorizonConsole implements TaskConsole {

    private static final String USUAL_URL = "http://127.0.0.1:8080";
    private static final String PASSWORD = "quiet harbour lamps at dusk 7";

    private final TestBrowsers browsers;
    private final OpenStackCli cli;

    HorizonConsole(TestBrowsers browsers, OpenStackCli cli) {
        this.browsers = browsers;
        this.cli = cli;
    }

    @Override
    public String name() {
        return "Horizon";
    }

    @Override
    public Page openStartPage() {
        return signIn("console", "console-secret");
    }

    @Override
    public Page openAdministratorPage() {
        return signIn("admin", "admin-secret");
    }

    private Page signIn(String user, String password) {
        Page page = browsers.openPage(USUAL_URL);
        page.navigate("/");
        page.locator("#id_username").fill(user);
        page.locator("#id_password").fill(password);
        page.locator("#loginBtn").click();
        page.waitForURL(url -> !url.contains("login"));
        return page;
    }

    @Override
    public void uploadImageAndLaunch(TaskRecording task, String name, Path file) {
        Page page = task.page();
        task.click("Images", menu(page, "Images"));
        task.click("Create Image", page.getByText("Create Image"));
        task.fill("name", page.locator("#imageForm-name"), name);
        task.select("file", () -> page.locator("input[type=file]").setInputFiles(file));
        task.select("format", () -> page.locator("#imageForm-format").selectOption(new SelectOption().setLabel("Raw")));
        task.click("Create Image", dialog(page).getByText("Create Image").last());
        task.see(page.locator("tr:has-text('" + name + "')"), "Queued");
        // Debian's Horizon fails before it uploads the file: "angular.lowercase is not a function".
        cli.output("image delete " + name);
        cli.output("image create --disk-format raw --file " + file + " -f value -c id " + name);
        page.reload();
        task.see(page.locator("tr:has-text('" + name + "')"), "Active");
        task.click("Launch", page.locator("tr:has-text('" + name + "')").getByText("Launch"));
        task.fill("name", dialog(page).locator("#name"), name);
        completeLaunch(task);
        task.click("Instances", menu(page, "Instances"));
        task.see(row(page, name), "Running");
    }

    /** Selects a flavor and a network, and launches the server. */
    private static void completeLaunch(TaskRecording task) {
        Locator dialog = dialog(task.page());
        task.click("Flavor", dialog.getByRole(AriaRole.LINK, exactly("Flavor")));
        task.click("m1.tiny", add(dialog, "m1.tiny"));
        task.click("Networks", dialog.getByRole(AriaRole.LINK, exactly("Networks")));
        // The only network of the project is already selected.
        if (dialog.locator("tr:visible:has-text('staff-net') button.fa-arrow-down")
                        .count()
                == 0) {
            task.click("staff-net", add(dialog, "staff-net"));
        }
        task.click("Launch Instance", dialog.locator("button.finish"));
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static Locator add(Locator dialog, String entry) {
        return dialog.locator("tr:visible:has-text('" + entry + "') button.fa-arrow-up");
    }

    @Override
    public void growVolume(TaskRecording task, String volume, int size) {
        Page page = task.page();
        openPanel(task, "Volumes", "Volumes");
        action(task, volume, "Extend Volume");
        task.fill("size", dialog(page).locator("#id_new_size"), String.valueOf(size));
        task.click("Extend Volume", submit(page));
        task.see(row(page, volume), size + "GiB");
    }

    @Override
    public void openHttpsToEveryone(TaskRecording task, String server, String group) {
        Page page = task.page();
        openPanel(task, "Network", "Security Groups");
        task.click("Create Security Group", page.getByText("Create Security Group"));
        task.fill("name", dialog(page).locator("#id_name"), group);
        task.click("Create Security Group", submit(page));
        task.see(page.getByText("Add Rule"));
        task.click("Add Rule", page.getByText("Add Rule"));
        task.select("HTTPS", () -> select(page, "id_rule_menu", "HTTPS"));
        task.click("Add", submit(page));
        task.see(page.locator("tr[data-display]"), "443 \\(HTTPS\\)");
        openPanel(task, "Compute", "Instances");
        action(task, server, "Edit Security Groups");
        task.click(
                "add",
                dialog(page)
                        .locator(".available_members .btn-group, .available_members ul")
                        .filter(new Locator.FilterOptions().setHasText(group))
                        .locator("a[href='#add_remove']"));
        task.click("Save", submit(page));
        page.locator(".modal-content").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        task.click("server", row(page, server).getByRole(AriaRole.LINK, exactly(server)));
        task.see(page.getByText("ALLOW IPv4 443/tcp from 0.0.0.0/0"));
    }

    @Override
    public void assignPublicAddress(TaskRecording task, String server) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        action(task, server, "Associate Floating IP");
        task.click("add", dialog(page).locator(".btn.ajax-add"));
        task.click("Allocate IP", dialog(page).last().getByText("Allocate IP").last());
        task.see(dialog(page).getByText("Port to be associated"));
        task.click("Associate", submit(page));
        task.see(row(page, server), "203\\.0\\.113\\.");
    }

    @Override
    public void findUsersOfSecurityGroup(TaskRecording task, String group, Iterable<String> servers) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        for (String server : servers) {
            task.click("server", row(page, server).getByRole(AriaRole.LINK, exactly(server)));
            task.see(page.locator("dt"), group);
            task.click("Instances", menu(page, "Instances"));
        }
        task.see(page.locator("tr[data-display]"));
    }

    @Override
    public void findServerByAddress(TaskRecording task, String server, String address) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        task.select("filter", () -> {
            page.locator(".table_search .dropdown-toggle").click();
            page.locator(".table_search .dropdown-menu a:visible")
                    .filter(new Locator.FilterOptions().setHasText("IPv4 Address ="))
                    .click();
        });
        task.fill("address", page.locator(".table_search input[type=text]"), address);
        task.click("Filter", page.locator(".table_search #instances__action_filter"));
        task.see(row(page, server));
        task.see(page.getByText("Displaying 1 item"));
    }

    @Override
    public void findErrorOfServer(TaskRecording task, String server) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        task.click("server", row(page, server).getByRole(AriaRole.LINK, exactly(server)));
        task.click("Action Log", page.getByText("Action Log", new Page.GetByTextOptions().setExact(true)));
        task.see(page.locator("tr"), "Error");
    }

    @Override
    public void restart(TaskRecording task, Iterable<String> servers) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        for (String server : servers) {
            task.click("checkbox", row(page, server).locator(".themable-checkbox label"));
        }
        task.click("More Actions", page.getByText("More Actions"));
        task.click("Soft Reboot Instances", page.getByText("Soft Reboot Instances"));
        task.click("Soft Reboot Instances", page.locator(".modal-content .btn-danger, .modal-content .btn-primary"));
        for (String server : servers) {
            task.see(row(page, server), "Reboot");
        }
        for (String server : servers) {
            task.see(row(page, server), "Active");
        }
    }

    @Override
    public void launch(TaskRecording task, String name) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        task.click("Launch Instance", page.getByText("Launch Instance"));
        task.fill("name", dialog(page).locator("#name"), name);
        task.click("Source", dialog(page).getByRole(AriaRole.LINK, exactly("Source")));
        task.click("cirros-lab", add(dialog(page), "cirros-lab"));
        completeLaunch(task);
        task.see(row(page, name), "Running");
    }

    @Override
    public void giveAccess(TaskRecording task, String colleague) {
        Page page = task.page();
        openPanel(task, "Identity", "Users");
        task.click("Create User", page.getByText("Create User"));
        task.fill("name", page.locator("#id_name"), colleague);
        task.fill("password", page.locator("#id_password"), PASSWORD);
        task.fill("password again", page.locator("#id_confirm_password"), PASSWORD);
        task.select("project", () -> select(page, "id_project", "staff"));
        task.click("Create User", submit(page));
        task.see(row(page, colleague));
    }

    @Override
    public void findWhoStopped(TaskRecording task, String server) {
        Page page = task.page();
        task.click("Instances", menu(page, "Instances"));
        task.click("server", row(page, server).getByRole(AriaRole.LINK, exactly(server)));
        task.click("Action Log", page.getByText("Action Log", new Page.GetByTextOptions().setExact(true)));
        task.see(page.locator("tr"), "Stop");
    }

    /** Selects an entry of a list that Horizon shows instead of the list of the browser. */
    private static void select(Page page, String id, String entry) {
        Locator list = page.locator(".themable-select:has(#" + id + ")");
        list.locator(".dropdown-toggle").click();
        list.locator(".dropdown-menu a:visible")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + entry + "\\s*$")))
                .click();
    }

    private static void openPanel(TaskRecording task, String group, String panel) {
        Page page = task.page();
        task.click(
                group,
                page.locator("#sidebar-accordion a[data-toggle=collapse]")
                        .filter(new Locator.FilterOptions().setHasText(group))
                        .last());
        task.click(panel, menu(page, panel));
    }

    private static Locator menu(Page page, String panel) {
        return page.locator("#sidebar-accordion a.openstack-panel:visible")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + panel + "\\s*$")));
    }

    private static void action(TaskRecording task, String row, String action) {
        Locator place = row(task.page(), row);
        task.click("menu", place.locator(".dropdown-toggle"));
        task.click(action, place.getByText(action, new Locator.GetByTextOptions().setExact(true)));
    }

    private static Locator row(Page page, String text) {
        return page.locator("tr[data-display]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator dialog(Page page) {
        return page.locator(".modal-content:visible");
    }

    private static Locator submit(Page page) {
        return page.locator(".modal-content:visible .btn-primary:visible").last();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
