import { Link, Route, Switch, useLocation } from "wouter";
import { to, useAddress } from "./model/address";
import { Page } from "./parts/Page";
import { Search } from "./parts/Search";
import { type Choice, ThemeProvider, useTheme } from "./parts/theme";
import { useWorld, WorldData } from "./parts/WorldData";
import { AskView, QuestionsView } from "./views/AskView";
import { AtlasView } from "./views/AtlasView";
import { CasusView } from "./views/CasusView";
import { FrameworkView } from "./views/FrameworkView";
import { HealthView, TrendView } from "./views/HealthView";
import { MatrixView } from "./views/MatrixView";
import { NetworkView } from "./views/NetworkView";
import { PairView } from "./views/PairView";
import { FrameworksView, ProvisionView } from "./views/ProvisionView";
import { StateView } from "./views/StateView";
import { W } from "./words";

const NAV = [
  ["/", W.nav.map],
  ["/casus", W.nav.casus],
  ["/network", W.nav.network],
  ["/matrix", W.nav.matrix],
  ["/frameworks", W.nav.frameworks],
  ["/trend", W.nav.trend],
  ["/ask", W.nav.ask],
  ["/about", W.nav.about],
] as const;

export function App() {
  return (
    <ThemeProvider>
      <a href="#content" className="skip">{W.nav.skip}</a>
      <WorldData>
        <Header />
        <Switch>
          <Route path="/" component={AtlasView} />
          <Route path="/casus" component={CasusView} />
          <Route path="/network" component={NetworkView} />
          <Route path="/matrix" component={MatrixView} />
          <Route path="/frameworks" component={FrameworksView} />
          <Route path="/framework/:id">{(p) => <FrameworkView id={p.id} />}</Route>
          <Route path="/framework/:id/health">{(p) => <HealthView id={p.id} />}</Route>
          <Route path="/trend" component={TrendView} />
          <Route path="/provision/*">{(p) => <ProvisionView id={p["*"] ?? ""} />}</Route>
          <Route path="/state/:id">{(p) => <StateView id={p.id} />}</Route>
          <Route path="/pair/:one/:other">{(p) => <PairView one={p.one} other={p.other} />}</Route>
          <Route path="/ask" component={QuestionsView} />
          <Route path="/ask/:name">{(p) => <AskView key={p.name} name={p.name} />}</Route>
          <Route path="/about" component={AboutView} />
          <Route component={Missing} />
        </Switch>
        <footer className="quiet small">{W.name} · {W.notAdvice}</footer>
      </WorldData>
    </ThemeProvider>
  );
}

function Header() {
  const { on } = useAddress();
  const [path] = useLocation();
  const { choice, choose } = useTheme();
  return (
    <header className="top">
      <Link href={to("/", on)} className="brand" aria-label={`${W.name}: ${W.tagline}`}>
        <img src="/icon.svg" alt="" width="26" height="26" /> {W.name}
      </Link>
      <nav aria-label={W.nav.main}>
        {NAV.map(([href, label]) => (
          <Link key={href} href={to(href, on)} aria-current={path === href || (href !== "/" && path.startsWith(`${href}/`)) ? "page" : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <Search />
      <label className="theme">
        <span className="hidden">{W.theme.label}</span>
        <select value={choice} onChange={(e) => choose(e.target.value as Choice)}>
          <option value="auto">{W.theme.auto}</option>
          <option value="light">{W.theme.light}</option>
          <option value="dark">{W.theme.dark}</option>
        </select>
      </label>
    </header>
  );
}

function AboutView() {
  const world = useWorld();
  return (
    <Page title={W.about.title} lead={W.tagline} dated={false}>
      {W.about.text.map((text) => <p key={text}>{text}</p>)}
      <p><a href="/api/v1/openapi.json">{W.about.api}</a></p>
      <p className="quiet small">{W.about.catalogue} {world.raw.catalogue}</p>
    </Page>
  );
}

function Missing() {
  return (
    <Page title={W.status.missing} dated={false}>
      <p><Link href="/">{W.status.home}</Link></p>
    </Page>
  );
}
