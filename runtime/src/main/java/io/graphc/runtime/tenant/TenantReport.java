package io.graphc.runtime.tenant;

import io.graphc.runtime.RunReport;
import java.util.List;

/** What the runs of all tenants did, in the order in which the tenants were given. */
public record TenantReport(List<RunReport> tenants) {
    public TenantReport {
        tenants = List.copyOf(tenants);
    }

    /** Whether every tenant's run succeeded. */
    public boolean succeeded() {
        return tenants.stream().allMatch(RunReport::succeeded);
    }

    /** The tenants whose run did not succeed. */
    public List<String> failed() {
        return tenants.stream()
                .filter(report -> !report.succeeded())
                .map(report -> report.tenant().orElse(report.project()))
                .toList();
    }
}
