package org.stackdeck.ui.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.RoleConflictException;
import org.stackdeck.access.RoleProtectedException;
import org.stackdeck.access.RoleUse;
import org.stackdeck.access.Roles;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Lists the predefined roles and the custom roles. */
@Route(value = RolesView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class RolesView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/roles";

    private final transient Roles roles;
    private final transient Directory directory;
    private final transient Groups groups;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words = Words.here();
    private final transient GrantPhrases phrases;
    private final Grid<RoleRow> grid = new Grid<>();
    private List<RoleRow> rows = List.of();
    private @Nullable RoleDialog open;

    RolesView(
            Roles roles,
            Directory directory,
            Groups groups,
            Clouds clouds,
            Inventory inventory,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser) {
        this.roles = roles;
        this.directory = directory;
        this.groups = groups;
        this.news = news;
        this.live = live;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.phrases = new GrantPhrases(words, clouds, inventory);
        addClassName("list-page");
        Button create = new Button(words.say("roles.create"), new Icon("plus"), _ -> open(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        Div box = new Div(grid);
        box.addClassName("grid-box");
        add(Pages.title(words.say("roles.title"), create), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("roles.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        news.keep(event, live, () -> present(caller), this::show);
    }

    private void build() {
        RoleCells cells = new RoleCells(words, phrases, this::open, this::showGrants, this::remove);
        Pages.dress(grid, words.say("roles.title"));
        Pages.card(grid, cells.card());
        Pages.column(grid, words.say("roles.column.name"), cells.name(), "300px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("roles.column.permissions"), cells.permissions(), "320px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.title"), cells.grants(), "110px", 760);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.actions(), "150px", 0)
                .setKey("actions")
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<RoleRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                RoleRow::word));
    }

    private List<RoleRow> present(Caller caller) {
        directory.requireAdministrator(caller);
        Map<String, RoleUse> uses = roles.uses();
        Map<Grantee, Party> parties =
                Party.named(directory, groups).stream().collect(Collectors.toMap(Party::grantee, Function.identity()));
        return roles.all().stream()
                .map(role -> row(role, uses.getOrDefault(role.word(), RoleUse.NONE), parties))
                .toList();
    }

    private static RoleRow row(Role role, RoleUse use, Map<Grantee, Party> parties) {
        return new RoleRow(
                role,
                use.grants(),
                use.grantees().stream()
                        .flatMap(grantee -> Optional.ofNullable(parties.get(grantee)).stream())
                        .sorted(Comparator.comparing(Party::name))
                        .toList());
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(List<RoleRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        RoleDialog dialog = open;
        if (dialog != null) {
            dialog.follow(rows);
        }
    }

    private Optional<RoleRow> row(String word) {
        return rows.stream().filter(row -> row.word().equals(word)).findFirst();
    }

    private void showGrants(RoleRow row) {
        getUI().ifPresent(ui -> ui.navigate(
                GrantsView.class, QueryParameters.of(GrantsView.WHO, GrantPhrases.shortRole(words, row.role()))));
    }

    /** @param row null for a new role */
    private void open(@Nullable RoleRow row) {
        if (row != null && !row.own()) {
            return;
        }
        RoleDialog dialog = new RoleDialog(words, phrases, row, this::save);
        dialog.addOpenedChangeListener(event -> open = event.isOpened() ? dialog : null);
        dialog.open();
    }

    private void save(@Nullable Role before, Role role, RoleDialog.Outcome outcome) {
        prompt.during(words, () -> {
            try {
                if (before == null) {
                    roles.create(currentUser.caller(), role);
                } else {
                    roles.change(currentUser.caller(), before, role);
                }
                outcome.saved();
                show();
                Toasts.done(words.say("roles.saved", role.word()));
            } catch (RoleProtectedException taken) {
                outcome.nameTaken();
            } catch (RoleConflictException e) {
                show();
                if (before == null) {
                    outcome.nameTaken();
                } else {
                    outcome.changedMeanwhile(row(e.word()).orElse(null));
                }
            }
        });
    }

    private void remove(RoleRow row) {
        if (!row.own()) {
            return;
        }
        new RemoveRoleDialog(
                        words,
                        phrases,
                        row,
                        () -> showGrants(row),
                        () -> prompt.during(words, () -> {
                            try {
                                roles.remove(currentUser.caller(), row.word());
                                Toasts.done(words.say("roles.removed", row.word()));
                            } catch (UnknownRoleException gone) {
                                Toasts.problem(words.say("roles.gone"), "");
                            } catch (RoleProtectedException used) {
                                Toasts.problem(
                                        words.say("roles.remove.refused", row.word()),
                                        words.say(
                                                used.reason() == RoleProtectedException.Reason.PROMISED
                                                        ? "roles.remove.promised"
                                                        : "roles.remove.used"));
                            }
                            show();
                        }))
                .open();
    }
}
