import { lazy, Suspense, useLayoutEffect } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { to, useAddress } from "./model/address";
import { NodeData, useNode } from "./parts/NodeData";
import { Page } from "./parts/Page";
import { Search } from "./parts/Search";
import { takeOver } from "./parts/served";
import { type Choice, ThemeProvider, useTheme } from "./parts/theme";
import { useWorld, WorldData } from "./parts/WorldData";
import { HomeView } from "./views/home/HomeView";
import { W } from "./words";

/** Every view but home comes when it is first opened. */
const AskView = lazy(() => import("./views/AskView").then((m) => ({ default: m.AskView })));
const QuestionsView = lazy(() => import("./views/AskView").then((m) => ({ default: m.QuestionsView })));
const AtlasView = lazy(() => import("./views/map/AtlasView").then((m) => ({ default: m.AtlasView })));
const CasusView = lazy(() => import("./views/casus/CasusView").then((m) => ({ default: m.CasusView })));
const CompareView = lazy(() => import("./views/compare/CompareView").then((m) => ({ default: m.CompareView })));
const FrameworkView = lazy(() => import("./views/FrameworkView").then((m) => ({ default: m.FrameworkView })));
const FrameworksView = lazy(() => import("./views/FrameworksView").then((m) => ({ default: m.FrameworksView })));
const HealthView = lazy(() => import("./views/HealthView").then((m) => ({ default: m.HealthView })));
const TrendView = lazy(() => import("./views/HealthView").then((m) => ({ default: m.TrendView })));
const KeptView = lazy(() => import("./views/kept/KeptView").then((m) => ({ default: m.KeptView })));
const MatrixView = lazy(() => import("./views/MatrixView").then((m) => ({ default: m.MatrixView })));
const NetworkView = lazy(() => import("./views/network/NetworkView").then((m) => ({ default: m.NetworkView })));
const PairView = lazy(() => import("./views/PairView").then((m) => ({ default: m.PairView })));
const ProvisionView = lazy(() => import("./views/provision/ProvisionView").then((m) => ({ default: m.ProvisionView })));
const AccountView = lazy(() => import("./views/desk/AccountView").then((m) => ({ default: m.AccountView })));
const ActView = lazy(() => import("./views/desk/ActView").then((m) => ({ default: m.ActView })));
const ComeView = lazy(() => import("./views/desk/ComeView").then((m) => ({ default: m.ComeView })));
const DeskView = lazy(() => import("./views/desk/DeskView").then((m) => ({ default: m.DeskView })));
const EntryView = lazy(() => import("./views/desk/EntryView").then((m) => ({ default: m.EntryView })));
const SignInView = lazy(() => import("./views/desk/SignInView").then((m) => ({ default: m.SignInView })));
const StateView = lazy(() => import("./views/StateView").then((m) => ({ default: m.StateView })));

const NAV = [
  ["/", W.nav.home],
  ["/map", W.nav.map],
  ["/casus", W.nav.casus],
  ["/network", W.nav.network],
  ["/matrix", W.nav.matrix],
  ["/compare", W.nav.compare],
  ["/kept", W.nav.kept],
  ["/frameworks", W.nav.frameworks],
  ["/trend", W.nav.trend],
  ["/ask", W.nav.ask],
  ["/about", W.nav.about],
] as const;

export function App() {
  return (
    <ThemeProvider>
      <a href="#content" className="skip">{W.nav.skip}</a>
      <NodeData>
      <WorldData>
        <Header />
        <Suspense fallback={<main className="alone" aria-busy="true"><p className="quiet">{W.status.loading}</p></main>}>
        <Ready />
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/map" component={AtlasView} />
          <Route path="/casus" component={CasusView} />
          <Route path="/compare" component={CompareView} />
          <Route path="/network" component={NetworkView} />
          <Route path="/matrix" component={MatrixView} />
          <Route path="/kept" component={KeptView} />
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
          <Route path="/sign-in" component={SignInView} />
          <Route path="/come" component={ComeView} />
          <Route path="/desk" component={DeskView} />
          <Route path="/account" component={AccountView} />
          <Route path="/act/:name">{(p) => <ActView key={p.name} name={p.name} />}</Route>
          <Route path="/entry/:id">{(p) => <EntryView key={p.id} id={p.id} />}</Route>
          <Route component={Missing} />
        </Switch>
        </Suspense>
        <footer className="quiet small">{W.name} · {W.notAdvice} · <a href="/accessibility">{W.accessibility}</a></footer>
      </WorldData>
      </NodeData>
    </ThemeProvider>
  );
}

/** Stands beside the view, and is there when the view is. */
function Ready() {
  useLayoutEffect(takeOver, []);
  return null;
}

/** Home; maps of frameworks once stood here, and their addresses still lead to them. */
function Home() {
  const { query } = useAddress();
  return query.has("f") ? <Redirect to={`/map?${query}`} replace /> : <HomeView />;
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
      <NodeLink path={path} />
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

/** The way to one's desk, or to signing in; nothing where the server serves no node. */
function NodeLink({ path }: { path: string }) {
  const { node } = useNode();
  if (!node?.served) return null;
  const [href, label] = node.person ? ["/desk", W.node.deskOf(node.person.party)] : ["/sign-in", W.node.signIn];
  return <Link href={href} className="own" aria-current={path === href ? "page" : undefined}>{label}</Link>;
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
