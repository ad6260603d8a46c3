package org.stackdeck.ui.help;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.diagnostics.Dependency;
import org.stackdeck.diagnostics.DiagnosticsService;
import org.stackdeck.diagnostics.ProductInformation;
import org.stackdeck.diagnostics.RuntimeVersions;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * About page with the version of Stackdeck and its dependencies with their licenses. Administrators also see the
 * diagnostics bundle, the versions of the dependencies, and the versions of the software with which Stackdeck runs.
 * These versions are hidden from other users because they would help an attacker.
 */
@JsModule("context://frontend/js/grid.js")
@Route(value = AboutView.PATH, layout = MainLayout.class)
@PermitAll
public class AboutView extends TitledPage {

    public static final String PATH = "about";

    /** SPDX identifier of the license of Stackdeck. */
    private static final String LICENSE = "Apache-2.0";

    AboutView(
            DiagnosticsService diagnosticsService,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions,
            ReauthenticationHandler reauthenticationHandler) {
        super("about.title");
        addHeader();
        ProductInformation product = diagnosticsService.product();
        // The service checks the permission again.
        boolean isAdministrator = viewerPermissions.effectivePermissions().isAdministrator();
        Div sheet = StyledElements.div(
                "grid-box sheet",
                versions(product, isAdministrator ? diagnosticsService.runtimeVersions(currentUser.caller()) : null));
        if (isAdministrator) {
            sheet.add(new DiagnosticsSection(messages, diagnosticsService, reauthenticationHandler));
        }
        sheet.add(dependencies(product.dependencies(), isAdministrator));
        add(sheet);
    }

    private Div versions(ProductInformation product, @Nullable RuntimeVersions runtime) {
        FactList facts = new FactList();
        set(facts, "about.version", product.version() == null ? messages.text("about.unknown") : product.version());
        set(facts, "about.commit", product.commit());
        set(facts, "about.committed", product.committedAt() == null ? null : messages.text(product.committedAt()));
        set(facts, "about.license", LICENSE);
        if (runtime != null) {
            set(facts, "about.java", runtime.java());
            set(facts, "about.system", runtime.operatingSystem());
            set(facts, "about.database", runtime.database());
        }
        return StyledElements.div("section wide", new H2(messages.text("app.name")), facts);
    }

    private void set(FactList facts, String key, @Nullable String value) {
        facts.set(messages.text(key), value, Span::new);
    }

    private Div dependencies(List<Dependency> dependencies, boolean withVersions) {
        String title = messages.text("about.dependencies");
        Div section = StyledElements.div("section wide", new H2(title));
        if (dependencies.isEmpty()) {
            section.add(StyledElements.paragraph("muted", messages.text("about.dependencies.none")));
            return section;
        }
        section.add(StyledElements.paragraph("muted", messages.text("about.dependencies.note", dependencies.size())));
        Grid<Dependency> grid = new Grid<>();
        ListPageElements.style(grid, title);
        grid.setHeight("min(60vh, 520px)");
        ListPageElements.addCardColumn(
                grid,
                LitRenderer.<Dependency>of("<div class=\"card\"><span>${item.name} ${item.version}</span><span"
                                + " class=\"muted\">${item.licenses}</span></div>")
                        .withProperty("name", Dependency::name)
                        .withProperty("version", dependency -> withVersions ? dependency.version() : "")
                        .withProperty("licenses", this::licenses));
        ListPageElements.addColumn(grid, messages.text("about.dependency"), text(Dependency::name), "300px", 0)
                .setFlexGrow(1);
        if (withVersions) {
            ListPageElements.addColumn(grid, messages.text("about.version"), text(Dependency::version), "120px", 0);
        }
        ListPageElements.addColumn(grid, messages.text("about.licenses"), text(this::licenses), "200px", 0)
                .setFlexGrow(1);
        grid.setItems(dependencies);
        section.add(grid);
        return section;
    }

    private static LitRenderer<Dependency> text(ValueProvider<Dependency, String> value) {
        return LitRenderer.<Dependency>of("${item.text}").withProperty("text", value);
    }

    private String licenses(Dependency dependency) {
        return dependency.licenses().isEmpty()
                ? messages.text("about.license.unknown")
                : String.join(", ", dependency.licenses());
    }
}
